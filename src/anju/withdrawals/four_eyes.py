"""What officers ask and decide at the counter: in words, by two natural persons, for others."""

from anju.ground.errors import Refusal
from anju.people.models import Member, Staff

WORDS_LEAST, WORDS_MOST = 4, 200


class NotYoursToDo(Refusal):
    code = "withdrawals.not_yours_to_do"


class SayWhy(Refusal):
    code = "withdrawals.say_why"


def in_words(text: str, about: str) -> str:
    """What somebody wrote, as it is kept. Raises SayWhy where it is hardly a word."""
    words = text.strip()
    if len(words) < WORDS_LEAST:
        raise SayWhy(f"{about}，至少 {WORDS_LEAST} 个字。")
    return words[:WORDS_MOST]


def check_not_own(by: Staff, *persons: Member) -> None:
    """Raises NotYoursToDo when it is about the officer's own money."""
    own = {bytes(one.identity_index or b"") for one in persons}
    if by.identity_index and bytes(by.identity_index) in own:
        raise NotYoursToDo("不能办理本人的业务，请由其他人员办理。")


def check_other(by: Staff, asked_by: Staff) -> None:
    """Raises NotYoursToDo unless another natural person had asked for it.

    Two accounts of one natural person are one person.
    """
    asked = bytes(asked_by.identity_index or b"")
    if not by.identity_index or bytes(by.identity_index) == asked:
        raise NotYoursToDo("不能复核自己提出的处理，请由另一位人员办理。")

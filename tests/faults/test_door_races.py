"""Codes and counts under thirty hands at once, each on a connection of its own."""

import itertools
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import altcha
import pytest
from django.db import connection, transaction

from anju.centers.current import inside
from anju.identity.codes.issue_code import issue_code
from anju.identity.codes.use_code import WrongCode, use_code
from anju.identity.guessing import take_try
from anju.identity.limit_table import SIGN_IN_BLOCK, SIGN_IN_NAME
from anju.identity.limits import Limit, TryLater, take, windows
from anju.identity.models import Code, SpentPuzzle, Tally
from anju.identity.robots.marks import RobotDoubt
from anju.identity.robots.puzzle import check_puzzle, puzzle_for
from anju.notices.models import Message
from anju.notices.send_messages import send_messages
from faults.rivals import together

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
_numbers = itertools.count()


@pytest.fixture
def door(jian: str) -> Iterator[str]:
    """吉安's door; what is committed here is taken away afterwards."""
    yield jian

    def sweep() -> None:
        with inside(jian):
            for rows in (Tally, Code, SpentPuzzle, Message):
                rows.objects.all().delete()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(sweep).result()


def atomically(deed):
    """As a request does it: in a transaction that a refusal does not undo."""

    def done():
        with transaction.atomic():
            try:
                return deed()
            except (WrongCode, TryLater, RobotDoubt) as refusal:
                return refusal

    return done


def ask(number: int = 0, purpose: Code.Purpose = Code.Purpose.PIN) -> datetime:
    return issue_code(
        purpose=purpose,
        about=f"member/{number}",
        to="13800130001",
        session=f"session {number}",
        address=f"10.0.{number}.1",
        now=NOW,
        words="用于找回支付密码",
    )


def use(typed: str) -> str:
    purpose = Code.Purpose.PIN
    use_code(purpose=purpose, about="member/0", session="session 0", typed=typed, now=NOW)
    return "in"


def code_in_the_message() -> str:
    found = re.search(r"\d{6}", Message.objects.latest("id").text)
    assert found
    return found[0]


def test_of_twenty_right_codes_at_once_one_counts(door: str) -> None:
    ask()
    answers = together(door, [atomically(partial(use, code_in_the_message()))] * 20)
    assert [answer for answer in answers if answer == "in"] == ["in"]


def test_twenty_wrong_codes_at_once_are_five_tries(door: str) -> None:
    ask()
    right = code_in_the_message()
    wrong = "000000" if right != "000000" else "111111"
    together(door, [atomically(partial(use, wrong))] * 20)
    assert Code.objects.get().tries_left == 0
    with pytest.raises(WrongCode):
        use(right)


def test_one_form_pressed_twenty_times_sends_one_message(door: str) -> None:
    answers = together(door, [atomically(ask)] * 20)
    assert set(answers) == {NOW + timedelta(seconds=60)}
    assert Message.objects.count() == 1


def test_a_telephone_asked_for_from_twenty_sides_rings_once(door: str) -> None:
    asks = [partial(ask, number, Code.Purpose.SIGN_IN) for number in range(20)]
    answers = together(door, [atomically(one) for one in asks])
    assert Message.objects.filter(state=Message.State.WAITING).count() == 1
    assert set(answers) == {NOW + timedelta(seconds=60)}
    assert Message.objects.count() == 20


def test_twenty_who_are_signed_in_hear_that_the_telephone_had_its_share(door: str) -> None:
    answers = together(door, [atomically(partial(ask, number)) for number in range(20)])
    assert [type(answer) for answer in answers].count(TryLater) == 19
    assert Message.objects.count() == 1


def test_thirty_tries_at_one_name_are_all_looked_at_one_by_one(door: str) -> None:
    def guess(number: int) -> None:
        take_try(name="m:x", address=f"10.0.{number}.1", now=NOW, password=f"guess {number}")

    answers = together(door, [atomically(partial(guess, number)) for number in range(30)])
    assert answers.count(None) == SIGN_IN_NAME.most
    assert windows((SIGN_IN_NAME, "m:x"), now=NOW)[0].many == SIGN_IN_NAME.most


def test_thirty_names_tried_at_once_from_one_place_are_twenty(door: str) -> None:
    def guess(number: int) -> None:
        take_try(name=f"m:{number}", address="10.0.0.1", now=NOW, password=f"guess {number}")

    answers = together(door, [atomically(partial(guess, number)) for number in range(30)])
    assert answers.count(None) == SIGN_IN_BLOCK.most


def test_two_limits_taken_in_either_order_do_not_lock_each_other(door: str) -> None:
    one = Limit("code_object", 100, timedelta(hours=1), "x")
    two = Limit("code_session", 100, timedelta(hours=1), "x")

    def there(number: int) -> None:
        order = [(one, "k"), (two, "k")]
        take(*(order if number % 2 else reversed(order)), now=NOW)

    together(door, [atomically(partial(there, number)) for number in range(20)])
    assert [window.many for window in windows((one, "k"), (two, "k"), now=NOW)] == [20, 20]


def test_a_proof_of_work_sent_twenty_times_counts_once(door: str) -> None:
    puzzle = altcha.Challenge.from_dict(puzzle_for("f", "s", NOW))
    solution = altcha.solve_challenge(puzzle)
    assert solution is not None
    payload = altcha.Payload(puzzle, solution).to_base64()
    deed = partial(check_puzzle, form="f", session="s", payload=payload, now=NOW)
    answers = together(door, [atomically(deed)] * 20)
    assert answers.count(None) == 1


def test_nothing_is_sent_inside_a_transaction_and_two_workers_send_it_once(door: str) -> None:
    class Mast:
        taken: list[str] = []

        def send(self, to: str, text: str) -> str:
            assert not connection.in_atomic_block
            self.taken.append(text)
            return "SMS1"

    ask()
    together(door, [partial(send_messages, gateway=Mast(), now=NOW)] * 5)
    assert len(Mast.taken) == 1

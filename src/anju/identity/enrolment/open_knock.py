"""Proves a knock with the code that went to the mobile on file."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.enrolment.facts import Facts, unpacked
from anju.identity.enrolment.words import DOOR
from anju.identity.knocks.alive import live_knock
from anju.identity.knocks.prove_knock import prove_knock
from anju.identity.models import Knock


class NothingUnderWay(Refusal):
    """No knock of this session waits for this step."""

    code = "identity.nothing_under_way"


class FactsChanged(Refusal):
    """The code belongs to other facts than those that stand in the form now."""

    code = "identity.facts_changed"


def open_knock(
    *,
    session: str,
    kind: Knock.Kind,
    typed_code: str,
    now: datetime,
    facts: Facts | None = None,
) -> Knock:
    """Prove the session's knock; what stands in its way is told from here on.

    `facts`, where the page shows them beside the code, must still be those the code was asked
    with. Raises NothingUnderWay without a knock, or after a quarter of an hour; FactsChanged;
    WrongCode in one sentence for a code that is wrong, late, used, or meant for another
    purpose or session. (Security 3.3; Z-05, X-04.)
    """
    waiting = live_knock(holder=DOOR.holder, session=session, kind=kind, now=now)
    if waiting is None or waiting.proven_at is not None:
        raise nothing_under_way()
    if facts is not None and facts != unpacked(waiting.typed):
        raise FactsChanged("获取验证码以后，您改动过填写的信息。请重新获取验证码。")
    return prove_knock(door=DOOR, knock=waiting, typed=typed_code, now=now)


def nothing_under_way() -> NothingUnderWay:
    """The sentence for a step that was jumped to, or came too late."""
    return NothingUnderWay("还没有获取验证码，或距获取已超过 15 分钟。请从第一步重新办理。")

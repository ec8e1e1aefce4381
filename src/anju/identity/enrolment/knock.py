"""Asks to be let in; whatever the case, the same happens as far as anybody can see."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.ground.masks import mask_account, mask_identity
from anju.identity.enrolment.facts import Facts, Wish, packed, unpacked
from anju.identity.enrolment.judge import judge
from anju.identity.enrolment.words import DOOR, detail_text
from anju.identity.knocks.alive import live_knock
from anju.identity.knocks.begin_knock import (
    Place,
    Said,
    count_knock,
    send_code,
    tell_and_record,
    write_knock,
)
from anju.identity.models import Knock


@dataclass(frozen=True)
class Asked:
    """A knock, and when the next code may be asked for."""

    knock: Knock
    again_at: datetime


def knock(
    *,
    kind: Knock.Kind,
    facts: Facts,
    session: str,
    address: str,
    today: date,
    now: datetime,
    wish: Wish = Wish(),  # noqa: B008 - frozen
) -> Asked:
    """Ask for a code to register or to reset a password.

    Right or wrong, known or not: one knock, one code, one detail message and one event are
    written by the same statements; only the mobile on file learns the difference. Asking again
    in the same session with the same facts asks for another code of the same knock.
    Raises TryLater after three knocks an hour about one person, or too many from an address;
    both count what was typed, not what was found. (Security 3.3, 3.4; Z-05, J-22, N-16.)
    """
    place = Place(session, address, now)
    waiting = live_knock(holder=DOOR.holder, session=session, kind=kind, now=now)
    if waiting is not None and _is_again(waiting, facts):
        again = judge(kind=kind, facts=facts, today=today).found
        return Asked(waiting, send_code(door=DOOR, made=waiting, found=again, place=place))
    count_knock(about=facts.about, place=place)
    case = judge(kind=kind, facts=facts, today=today)
    said = Said(packed(facts), wish.agreement, wish.phrase)
    made = write_knock(door=DOOR, kind=kind, said=said, found=case.found, place=place)
    again_at = send_code(door=DOOR, made=made, found=case.found, place=place)
    tell_and_record(
        door=DOOR,
        kind=kind,
        found=case.found,
        detail=detail_text(kind, case, today),
        now=now,
        typed=mask_account(facts.account) or mask_identity(facts.identity_number),
    )
    return Asked(made, again_at)


def _is_again(waiting: Knock, facts: Facts) -> bool:
    return waiting.proven_at is None and unpacked(waiting.typed) == facts

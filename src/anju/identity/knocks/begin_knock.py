"""Begins a knock: counted, written down, answered with a code, told, kept in the trail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from anju.audit.record import record
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.knocks.alive import alive
from anju.identity.limit_table import ENROL_ADDRESS, ENROL_PERSON, ENROL_PERSON_DAY
from anju.identity.limits import block_of, take
from anju.identity.models import Code, Holder, Knock
from anju.notices.models import Message
from anju.notices.write_message import write_message

LIVES: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class Door:
    """Whose knocks they are, what their codes are for, and the words of the message."""

    holder: Holder
    purposes: dict[Knock.Kind, Code.Purpose]
    words: dict[Knock.Kind, str]


@dataclass(frozen=True)
class Place:
    """Where and when somebody knocks."""

    session: str
    address: str
    now: datetime


@dataclass(frozen=True)
class Said:
    """What an asker typed, packed to be sealed, and what he chose."""

    typed: str
    agreement: str = ""
    phrase: str = ""


@dataclass(frozen=True)
class Found:
    """What was found, kept from the asker: who it is, where a code goes, where the detail."""

    verdict: Knock.Verdict
    holder_id: int | None = None
    code_to: str = ""
    detail_to: str = ""
    phrase: str = ""


def count_knock(*, about: str, place: Place) -> None:
    """Count one more about somebody, by what was typed, and from an address.

    Raises TryLater after three an hour about one person, or too many from an address.
    """
    block = block_of(place.address)
    take(
        (ENROL_PERSON, about), (ENROL_PERSON_DAY, about), (ENROL_ADDRESS, block), now=place.now
    )


def write_knock(
    *, door: Door, kind: Knock.Kind, said: Said, found: Found, place: Place
) -> Knock:
    """Write a knock that lives a quarter of an hour; the session's older one is over."""
    now = place.now
    older = alive(holder=door.holder, session=place.session, kind=kind, now=now)
    older.update(expires_at=now)
    return Knock.objects.create(
        kind=kind,
        holder=door.holder,
        holder_id=found.holder_id,
        verdict=found.verdict,
        session=place.session,
        typed=said.typed,
        phrase=said.phrase,
        agreement=said.agreement,
        begun_at=now,
        expires_at=now + LIVES,
    )


def send_code(*, door: Door, made: Knock, found: Found, place: Place) -> datetime:
    """Send the knock's code, or the same to nobody; answer when the next may be asked for.

    The case may have been judged anew, but a code goes out only under the verdict that was
    written. Raises TryLater as issue_code.
    """
    kind = Knock.Kind(made.kind)
    to = found.code_to if found.verdict == made.verdict else ""
    return issue_code(
        purpose=door.purposes[kind],
        about=made.about,
        to=to,
        session=made.session,
        address=place.address,
        now=place.now,
        words=Words(door.words[kind], phrase=found.phrase if to else ""),
    )


def tell_and_record(
    *, door: Door, kind: Knock.Kind, found: Found, detail: str, now: datetime, **marks: str
) -> None:
    """Tell the number on file what did not fit, or nobody; `marks` (masked) go to the trail."""
    write_message(to=found.detail_to, text=detail, kind=Message.Kind.SECURITY, now=now)
    record(
        actor="visitor",
        deed=f"knock_{kind}",
        subject=f"{door.holder.value}/{found.holder_id or 'nobody'}",
        verdict=found.verdict.value,
        **marks,
    )

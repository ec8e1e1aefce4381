"""Asks to be let in; whatever the case, the same happens as far as anybody can see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.audit.record import record
from anju.ground.masks import mask_account, mask_identity
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.enrolment.facts import Facts, Wish, packed, unpacked
from anju.identity.enrolment.find import alive, live_knock
from anju.identity.enrolment.judge import Case, judge
from anju.identity.enrolment.words import DEED_WORDS, PURPOSES, detail_text
from anju.identity.limit_table import ENROL_ADDRESS, ENROL_PERSON, ENROL_PERSON_DAY
from anju.identity.limits import block_of, take
from anju.identity.models import Holder, Knock
from anju.notices.models import Message
from anju.notices.write_message import write_message

LIVES = timedelta(minutes=15)


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
    waiting = live_knock(session=session, kind=kind, now=now)
    if waiting is not None and _is_again(waiting, facts):
        return _send(waiting, judge(kind=kind, facts=facts, today=today), address, now)
    name, block = facts.about, block_of(address)
    take((ENROL_PERSON, name), (ENROL_PERSON_DAY, name), (ENROL_ADDRESS, block), now=now)
    case = judge(kind=kind, facts=facts, today=today)
    made = _write(kind, facts, case, wish, (session, now))
    asked = _send(made, case, address, now)
    write_message(
        to=case.detail_to,
        text=detail_text(kind, case, today),
        kind=Message.Kind.SECURITY,
        now=now,
    )
    record(
        actor="visitor",
        deed=f"knock_{kind}",
        subject=f"member/{case.member.pk}" if case.member else "member/nobody",
        typed=mask_account(facts.account) or mask_identity(facts.identity_number),
        verdict=case.verdict.value,
    )
    return asked


def _is_again(waiting: Knock, facts: Facts) -> bool:
    return waiting.proven_at is None and unpacked(waiting.typed) == facts


def _write(
    kind: Knock.Kind, facts: Facts, case: Case, wish: Wish, at: tuple[str, datetime]
) -> Knock:
    """One knock per session and kind is alive; an older one is over."""
    session, now = at
    alive(session=session, kind=kind, now=now).update(expires_at=now)
    return Knock.objects.create(
        kind=kind,
        holder=Holder.MEMBER,
        holder_id=case.member.pk if case.member else None,
        verdict=case.verdict,
        session=session,
        typed=packed(facts),
        phrase=wish.phrase,
        agreement=wish.agreement,
        begun_at=now,
        expires_at=now + LIVES,
    )


def _send(made: Knock, case: Case, address: str, now: datetime) -> Asked:
    kind = Knock.Kind(made.kind)
    # The case is judged anew, but a code goes out only under the verdict that was written.
    to = case.code_to if case.verdict == made.verdict else ""
    again_at = issue_code(
        purpose=PURPOSES[kind],
        about=made.about,
        to=to,
        session=made.session,
        address=address,
        now=now,
        words=Words(DEED_WORDS[kind], phrase=case.phrase if to else ""),
    )
    return Asked(made, again_at)

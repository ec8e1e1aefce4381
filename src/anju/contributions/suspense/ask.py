"""Somebody asks that an arrival be claimed for an employer or sent back to its payer."""

from dataclasses import dataclass
from datetime import date

from anju.audit.record import record
from anju.contributions.models import Remittance, Suspense, SuspenseDeed
from anju.contributions.serials import next_suspense_deed_number
from anju.contributions.suspense.claim import NothingToConfirm, StillAwaited, held_open
from anju.contributions.suspense.give_back import check_can_return
from anju.ground.errors import Refusal
from anju.people.models import Employer, Staff

REASON_LEAST, REASON_MOST = 2, 200


class SayWhy(Refusal):
    code = "contributions.say_why"


@dataclass(frozen=True)
class Asker:
    """Who asks: somebody of the staff, or an agent of the employer by name."""

    name: str
    staff: Staff | None = None


def ask_assign(
    *, number: str, employer: Employer, reason: str, asker: Asker, today: date
) -> SuspenseDeed:
    """Ask that an arrival be the money of this employer; another person decides.

    Raises SayWhy without a reason, and as `held_open` does.
    """
    with held_open(number, None) as suspense:
        return _ask(suspense, SuspenseDeed.Kind.ASSIGN, employer, reason, asker, today)


def ask_return(
    *, number: str, employer: Employer | None, reason: str, asker: Asker, today: date
) -> SuspenseDeed:
    """Ask that an arrival go back to the account it came from; another person decides.

    An agent may ask for his own employer's money only, and names it. Raises SayWhy,
    NothingToConfirm for money that is only perhaps the employer's, StillAwaited while a
    remittance waits for it, NowhereToReturn, and as `held_open` does.
    """
    with held_open(number, employer) as suspense:
        if employer is not None and not suspense.sure:
            raise NothingToConfirm("请先确认这笔来款是贵单位的。")
        paid = suspense.remittance
        if paid is not None and paid.state == Remittance.State.WAITING and suspense.sure:
            raise StillAwaited(
                f"这笔款是为汇缴 {paid.number} 汇来的，先撤回那笔汇缴，才能退款。"
            )
        check_can_return(suspense)
        kind = SuspenseDeed.Kind.RETURN
        return _ask(suspense, kind, suspense.employer, reason, asker, today)


def _ask(
    suspense: Suspense,
    kind: SuspenseDeed.Kind,
    employer: Employer | None,
    reason: str,
    asker: Asker,
    today: date,
) -> SuspenseDeed:
    if not REASON_LEAST <= len(reason.strip()) <= REASON_MOST:
        raise SayWhy("请用 2 至 200 个字写明原因，复核的人要看。")
    deed = SuspenseDeed.objects.create(
        number=next_suspense_deed_number(),
        suspense=suspense,
        kind=kind,
        employer=employer,
        reason=reason.strip(),
        asked_by=asker.staff,
        asked_for=asker.name[:60],
        asked_on=today,
    )
    record(actor=asker.name, deed=f"ask_{kind}", subject=suspense.number, as_deed=deed.number)
    return deed

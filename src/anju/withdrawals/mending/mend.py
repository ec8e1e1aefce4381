"""The applicant mends what a return has marked, and nothing else (补正重报)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.intake import Intake
from anju.cases.mend_case import Contents, mend_case
from anju.cases.models import Case
from anju.cases.renew_findings import renew_findings
from anju.ledger.hold import NotEnoughFree, hold_money, release_money
from anju.people.models import Member
from anju.withdrawals.dossier.file import answers_of, findings_of, papers_of
from anju.withdrawals.dossier.heirs import check_may_be_paid
from anju.withdrawals.dossier.hold_own import hold_own
from anju.withdrawals.dossier.keep_materials import lock_materials
from anju.withdrawals.dossier.risks import risks_of
from anju.withdrawals.judging.limits import check_own_limit
from anju.withdrawals.mending.judge_mending import Mending, judge_mending
from anju.withdrawals.models import Withdrawal

__all__ = ["NotEnoughFree", "mend"]


def mend(
    *,
    member: Member,
    number: str,
    mending: Mending,
    by: Actor,
    today: date,
    now: datetime,
    intake: Intake | None = None,
) -> Case:
    """Hand a returned application in again with what was mended; its amount is worked out anew.

    The amount itself is posted where it was marked. The case keeps its number and place
    (C1.8). With `intake` a clerk takes it in, an heir's as well. Raises NotYours, PayoutsHeld,
    AboveOwnLimit, NotEnoughFree, and as `judge_mending` and `mend_case`.
    """
    with transaction.atomic():
        withdrawal = hold_own(member=member, number=number, heirs_too=intake is not None)
        check_may_be_paid(member=member, heir=withdrawal.payee, now=now)
        mended = judge_mending(withdrawal=withdrawal, mending=mending, today=today, now=now)
        _check_limit(withdrawal, mended.amount_fen, today)
        _hold_anew(withdrawal, mended.amount_fen, today)
        withdrawal.save()
        case = _case_of(withdrawal)
        case = mend_case(
            number=case.number,
            contents=Contents(
                answers_of(withdrawal, mended.outlook),
                papers_of(withdrawal, mended.outlook.rule),
                mended.amount_fen,
            ),
            by=by,
            today=today,
            intake=intake,
        )
        findings = [*findings_of(mended.outlook), *risks_of(withdrawal)]
        renew_findings(number=case.number, findings=findings)
        lock_materials(withdrawal, today=today, now=now)
    return case


def _case_of(withdrawal: Withdrawal) -> Case:
    if withdrawal.case is None:
        raise LookupError(f"{withdrawal.number} has no case")
    return withdrawal.case


def _check_limit(withdrawal: Withdrawal, amount_fen: int, today: date) -> None:
    """A mended amount is no way round the limit one has set oneself for a day."""
    counted_fen = withdrawal.amount_fen if withdrawal.applied_on == today else 0
    if amount_fen > withdrawal.amount_fen:
        check_own_limit(
            member=withdrawal.member,
            amount_fen=amount_fen - counted_fen,
            channel=withdrawal.channel,
            today=today,
        )


def _hold_anew(withdrawal: Withdrawal, amount_fen: int, today: date) -> None:
    """Hold another amount in the place of the first one; acts are numbered by their round."""
    if amount_fen == withdrawal.amount_fen:
        return
    release_money(act=withdrawal.hold_act, on=today)
    withdrawal.amount_fen = amount_fen
    withdrawal.hold_round += 1
    hold_money(
        act=withdrawal.hold_act,
        account=withdrawal.account_id,
        amount_fen=amount_fen,
        on=today,
        why=f"{withdrawal.reason_title} {withdrawal.number}",
    )

"""The member mends what a return has marked, and nothing else (补正重报)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.lists import marked_fields
from anju.cases.mend_case import mend_case
from anju.cases.models import Case
from anju.cases.renew_findings import renew_findings
from anju.ledger.hold import NotEnoughFree, hold_money, release_money
from anju.people.holds import check_may_pay_out
from anju.people.models import Member
from anju.withdrawals.apply import NotYet, PapersMissing, check_chosen
from anju.withdrawals.cancel import NotYours, TooLate
from anju.withdrawals.card_for import card_for
from anju.withdrawals.decide import outlook_of
from anju.withdrawals.file import answers_of, findings_of, papers_of
from anju.withdrawals.keep_materials import lock_materials
from anju.withdrawals.limits import check_own_limit
from anju.withdrawals.mendable import AMOUNT
from anju.withdrawals.mended_amount import mended_amount
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.request import home_of, read_told
from anju.withdrawals.risks import risks_of
from anju.withdrawals.survey import why_not

__all__ = ["NotEnoughFree", "mend"]


def mend(
    *,
    member: Member,
    number: str,
    posted: Mapping[str, str],
    materials: list[str],
    by: Actor,
    today: date,
    now: datetime,
) -> Case:
    """Hand a returned application in again with what was mended; its amount is worked out anew.

    The amount itself is posted where it was marked. The case keeps its number and place
    (C1.8). Raises NotYours, TooLate, NotTold, NotYet, PapersMissing, AmountTooHigh,
    AboveOwnLimit, NotMarked, NotEnoughFree.
    """
    with transaction.atomic():
        check_may_pay_out(member=member, now=now)
        withdrawal = _own(member, number)
        case = withdrawal.case
        if case is None or case.state != Case.State.RETURNED:
            raise TooLate(f"{number} 现在不需要补正。")
        before = outlook_of(withdrawal, today, now)
        rule = before.rule
        told = read_told(rule, {**withdrawal.told, **posted})
        withdrawal.said = json.dumps({"told": told, "materials": materials}, ensure_ascii=False)
        withdrawal.home = home_of(rule, told)
        outlook = outlook_of(withdrawal, today, now)
        judged = outlook.judgement
        if judged is None or judged.obstacles or judged.untold:
            raise NotYet(why_not(outlook))
        if judged.missing:
            raise PapersMissing(f"还缺材料：{'、'.join(judged.missing)}。")
        check_chosen(outlook, materials)
        # What was repaid counts as taken for this loan from now on, not for the first one.
        loan = outlook.given.loan if outlook.given else None
        withdrawal.loan_id = loan.pk if loan else None
        marked = marked_fields(case)
        if marked & {"", "card"}:
            withdrawal.card = card_for(member=member, rule=rule, now=now)
        typed = posted.get(AMOUNT) if marked & {"", AMOUNT} else None
        amount_fen = mended_amount(
            withdrawal=withdrawal, typed=typed, before=before, after=outlook
        )
        _check_limit(withdrawal, amount_fen, today)
        _hold_anew(withdrawal, amount_fen, today)
        withdrawal.save()
        mended = mend_case(
            number=case.number,
            answers=answers_of(withdrawal, outlook),
            papers=papers_of(withdrawal, rule),
            by=by,
            today=today,
            amount_fen=amount_fen,
        )
        renew_findings(
            number=case.number, findings=[*findings_of(outlook), *risks_of(withdrawal)]
        )
        lock_materials(withdrawal, today=today, now=now)
    return mended


def _own(member: Member, number: str) -> Withdrawal:
    withdrawal = (
        Withdrawal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member", "account__employer", "card")
        .filter(member=member, payee=None, number=number)
        .first()
    )
    if withdrawal is None:
        raise NotYours("您没有这笔提取。")
    return withdrawal


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

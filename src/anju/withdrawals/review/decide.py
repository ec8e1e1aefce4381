"""Two officers decide a withdrawal; what they approve is what they have seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from anju.cases.accept_case import accept_case
from anju.cases.actors import Actor
from anju.cases.close_case import close_case
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.renew_findings import renew_findings
from anju.cases.return_case import return_case
from anju.ground.errors import Refusal
from anju.ledger.hold import release_money
from anju.payments.cards.usable_card import CardWaits, check_wait
from anju.people.models import Employer
from anju.policy.items import CHINA
from anju.withdrawals.dossier.file import findings_of
from anju.withdrawals.dossier.heirs import check_may_be_paid
from anju.withdrawals.dossier.keep_materials import free_materials, materials_of
from anju.withdrawals.dossier.mendable import more_places
from anju.withdrawals.dossier.preview import preview_facts
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.dossier.risks import risks_of
from anju.withdrawals.judging.facts import Facts, facts_of
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import pay
from anju.withdrawals.tell import tell_approved, tell_refused, tell_returned


class NoLongerMet(Refusal):
    code = "withdrawals.no_longer_met"


def look_again(*, case: Case, today: date, now: datetime) -> Case:
    """Judge an open case anew, as things stand today, before somebody decides on it.

    What the rules find is kept with the case; when it has changed, whoever had it open before
    must look again (C1.1, C3.3).
    """
    renew_findings(number=case.number, findings=findings_now(case=case, today=today, now=now))
    case.refresh_from_db()
    return case


def findings_now(*, case: Case, today: date, now: datetime) -> list[Finding]:
    """What the rules and the signs of fraud say of an open case as things stand now."""
    withdrawal = withdrawal_of(case)
    outlook = outlook_of(withdrawal, today, now)
    return [*findings_of(outlook), *risks_of(withdrawal)]


def accept_withdrawal(
    *, number: str, opinion: str, seen: str, by: Actor, today: date, now: datetime
) -> Case:
    """The first officer takes it on (受理). Raises as `accept_case`, and NoLongerMet."""
    with transaction.atomic():
        withdrawal = _held(number)
        _check_still_met(withdrawal, today, now)
        return accept_case(number=number, opinion=opinion, by=by, today=today, seen=seen)


def approve_withdrawal(
    *, number: str, opinion: str, seen: str, by: Actor, today: date, now: datetime
) -> Case:
    """The second officer approves, and the bank is ordered to pay, in one transaction.

    Raises as `close_case`, NoLongerMet when a rule is not met any more, PayoutsHeld.
    """
    with transaction.atomic():
        withdrawal = _held(number)
        if withdrawal.mode == Withdrawal.Mode.CLOSING:
            _hold_employer(withdrawal)
        # The member's row is locked from here on, before any other of his.
        check_may_be_paid(member=withdrawal.member, heir=withdrawal.payee, now=now)
        _check_same_employer(withdrawal)
        withdrawal.card.refresh_from_db()
        withdrawal.receiver.refresh_from_db()
        _check_card_waited(withdrawal, now)
        _check_still_met(withdrawal, today, now)
        case = close_case(
            number=number, approve=True, opinion=opinion, by=by, today=today, seen=seen
        )
        pay(withdrawal=withdrawal, today=today, now=now, by=_name(by))
        tell_approved(withdrawal, now=now)
    return case


def refuse_withdrawal(
    *, number: str, opinion: str, by: Actor, today: date, now: datetime
) -> Case:
    """Refuse it for good: what was held is free again, and the member is told why."""
    with transaction.atomic():
        withdrawal = _held(number)
        case = close_case(number=number, approve=False, opinion=opinion, by=by, today=today)
        let_go(withdrawal, Withdrawal.State.REFUSED, today, now)
        tell_refused(withdrawal, f"{opinion.strip().rstrip('。')}。", now=now)
    return case


def return_withdrawal(
    *,
    number: str,
    reasons: tuple[Return, ...],
    opinion: str,
    by: Actor,
    today: date,
    now: datetime,
) -> Case:
    """Send it back to be mended; the money stays held, and its place in the queue is kept.

    An heir's is mended at the counter, as it was taken in.
    """
    with transaction.atomic():
        withdrawal = _held(number)
        case = return_case(
            number=number,
            reasons=reasons,
            opinion=opinion,
            by=by,
            today=today,
            also=_more_places(withdrawal, today),
        )
        free_materials(withdrawal, now=now)
        words = "；".join(one.words or one.as_json()["label"] for one in reasons)
        tell_returned(withdrawal, f"{words.rstrip('。')}。", case.steps.count(), now=now)
    return case


def let_go(withdrawal: Withdrawal, state: Withdrawal.State, today: date, now: datetime) -> None:
    """End a withdrawal without payment: nothing is held for it any more."""
    release_money(act=withdrawal.hold_act, on=today)
    free_materials(withdrawal, now=now)
    withdrawal.state = state
    withdrawal.save(update_fields=["state"])


def withdrawal_of(case: Case) -> Withdrawal:
    """The withdrawal a case is about."""
    return Withdrawal.objects.select_related(
        "member", "payee", "account__employer", "card"
    ).get(case=case)


def outlook_of(withdrawal: Withdrawal, today: date, now: datetime) -> Outlook:
    """How the rules see an open withdrawal on a day, with its own hold out of its way."""
    facts = facts_of(member=withdrawal.member, today=today, now=now)
    request = Request(withdrawal.reason, withdrawal.account.number, withdrawal.told)
    return preview_facts(facts=own_facts(facts, withdrawal), request=request, today=today)


def own_facts(facts: Facts, withdrawal: Withdrawal) -> Facts:
    """A member's facts without the withdrawal itself: its hold, its count, its papers."""
    accounts = [
        replace(one, free_fen=one.free_fen + withdrawal.amount_fen)
        if one.ledger == withdrawal.account_id
        else one
        for one in facts.accounts
    ]
    taken = [one for one in facts.taken if one.number != withdrawal.number]
    papers = {kind: list(numbers) for kind, numbers in facts.papers.items()}
    for material in materials_of(withdrawal):
        papers.setdefault(material.kind, []).append(material.number)
    return replace(facts, open_number="", accounts=accounts, taken=taken, papers=papers)


def _check_still_met(withdrawal: Withdrawal, today: date, now: datetime) -> None:
    outlook = outlook_of(withdrawal, today, now)
    judged = outlook.judgement
    obstacles = judged.obstacles if judged else []
    if judged is None or obstacles:
        first = obstacles[0] if obstacles else None
        words = f"{first.title}（{first.verdict.yours}）" if first else outlook.rule.instead
        raise NoLongerMet(f"现在已不满足：{words}。没有办理，请退回或不予办理，并说明原因。")
    if withdrawal.card.ended_at is not None:
        raise NoLongerMet("收款的银行卡已经解绑，请退回申请人，改用现在绑定的卡。")
    if withdrawal.card.holder != withdrawal.receiver.name:
        raise NoLongerMet(
            "申请以后姓名变更过，与收款卡的户名不同，没有办理。"
            "请退回申请人，按现在的姓名重新绑定银行卡。"
        )
    if judged.offer.fen < withdrawal.amount_fen and withdrawal.mode == withdrawal.Mode.PARTIAL:
        raise NoLongerMet(f"可提金额已变为：{judged.offer.basis}。没有办理，请退回申请人修改。")


def _hold_employer(withdrawal: Withdrawal) -> None:
    """Whoever hands in for the account holds its employer: he is seen (W21), or waits.

    Before the member, as everybody takes them. What an employer hands in while an account is
    being closed would lie on it when it comes, and nobody could take it.
    """
    Employer.objects.select_for_update(no_key=True).get(pk=withdrawal.account.employer_id)


def _check_same_employer(withdrawal: Withdrawal) -> None:
    held = withdrawal.account.employer_id
    withdrawal.account.refresh_from_db()
    if withdrawal.account.employer_id != held:
        raise NoLongerMet("账户刚刚转到另一单位，没有办理。请刷新后重新核对，再决定。")


def _check_card_waited(withdrawal: Withdrawal, now: datetime) -> None:
    try:
        check_wait(card=withdrawal.card, now=now)
    except CardWaits as fresh:
        until = withdrawal.card.usable_from.astimezone(CHINA)
        raise NoLongerMet(
            f"收款卡（尾号 {withdrawal.card.number[-4:]}）是新绑定的，{until:%Y-%m-%d %H:%M} 起"
            "才能收款。没有办理，请挂起这件，到时再批。"
        ) from fresh


def _held(number: str) -> Withdrawal:
    """A case's withdrawal with its row held; whoever decides first wins."""
    return (
        Withdrawal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member", "payee", "account__employer", "card")
        .get(case__number=number)
    )


def _more_places(withdrawal: Withdrawal, today: date) -> Mapping[str, str]:
    return more_places(case=withdrawal.case, today=today) if withdrawal.case else {}


def _name(by: Actor) -> str:
    return f"staff/{by.staff.pk}" if by.staff else by.name

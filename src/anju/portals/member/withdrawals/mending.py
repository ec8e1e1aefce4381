"""What withdrawals hang on their cases: mending what was marked, taking back, the payment."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from anju.cases.actors import member_acts
from anju.cases.lists import last_return, marked_fields
from anju.cases.models import Case
from anju.ground.money import plain_yuan
from anju.payments.cards.lists import live_card
from anju.people.change_employer import FieldsWrong
from anju.people.models import Member
from anju.portals.member.case_kinds import Asked, Errand, Fact, MemberKind, hint_of
from anju.portals.member.withdrawals.asked import ask_field
from anju.portals.member.withdrawals.mended_papers import (
    materials_of,
    paper_errands,
    paper_fields,
)
from anju.portals.shared.fields import Field
from anju.withdrawals.cancel import cancel
from anju.withdrawals.draft import Kept
from anju.withdrawals.look_at_form import FormLook, look_at_form
from anju.withdrawals.mend import mend
from anju.withdrawals.mendable import AMOUNT, LABELS, takes_amount
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.receipts import receipt_of
from anju.withdrawals.request import NotTold

EVERYTHING = ""


def _fields(case: Case, asked: Asked, faults: Asked) -> list[Field]:
    """One field for each question, paper or card that was marked, as it stands now."""
    own = _withdrawal_of(case)
    marked, why, look = marked_fields(case), _why(case), _look(own)
    fields = []
    for ask in look.rule.asks:
        if {EVERYTHING, ask.name} & marked:
            typed = asked.get(ask.name, own.told.get(ask.name, ""))
            fault = faults.get(ask.name, "")
            fields.append(ask_field(ask, typed, fault, look, hint=why.get(ask.name, "")))
    fields += paper_fields(case, asked, look, why)
    if takes_amount(look.rule) and {EVERYTHING, AMOUNT} & marked:
        fault = faults.get(AMOUNT, "")
        fields.append(_amount_field(own, asked, fault, why.get(AMOUNT, "")))
    if {EVERYTHING, "card"} & marked:
        fields.append(_card_field(own))
    return fields


def _mend(case: Case, asked: Asked, member: Member, today: date) -> Case:
    own = _withdrawal_of(case)
    marked, look = marked_fields(case), _look(own)
    named = {ask.name for ask in look.rule.asks if {EVERYTHING, ask.name} & marked}
    try:
        return mend(
            member=member,
            number=own.number,
            posted={name: asked.get(name, "") for name in named | {AMOUNT}},
            materials=materials_of(case, asked, look.rule.papers),
            by=member_acts(member),
            today=today,
            now=timezone.now(),
        )
    except NotTold as refusal:
        raise FieldsWrong(refusal.sentence, faults=dict(refusal.fields)) from refusal


def _withdraw(case: Case, member: Member, today: date) -> Case:
    cancel(
        member=member,
        number=_withdrawal_of(case).number,
        by=member_acts(member),
        today=today,
        now=timezone.now(),
    )
    case.refresh_from_db()
    return case


def _facts(case: Case) -> list[Fact]:
    own = _withdrawal_of(case)
    url = reverse("member:withdrawal", args=[own.number])
    facts = [Fact("业务流水号", own.number, url), Fact("付款", own.get_state_display(), url)]
    receipt = receipt_of(own)
    if receipt is not None:
        url = reverse("member:withdrawal_receipt", args=[own.number])
        facts.append(Fact("提取回单", receipt.number, url))
    return facts


def _withdrawal_of(case: Case) -> Withdrawal:
    return Withdrawal.objects.select_related("member", "account", "card", "order").get(
        case=case
    )


def _look(own: Withdrawal) -> FormLook:
    kept = Kept(account=str(own.account_id), told=own.told, materials=own.materials)
    return look_at_form(
        member=own.member,
        reason=own.reason,
        kept=kept,
        today=own.applied_on,
        now=timezone.now(),
    )


def _why(case: Case) -> dict[str, str]:
    step = last_return(case)
    reasons = step.reasons if step else []
    return {one["field"]: hint_of(one) for one in reasons}


def _amount_field(own: Withdrawal, asked: Asked, fault: str, why: str) -> Field:
    return Field(
        AMOUNT,
        LABELS[AMOUNT] + "（元）",
        value=asked.get(AMOUNT, plain_yuan(own.amount_fen)),
        hint=f"{why} 不填按可提的最高金额提取".strip(),
        error=fault,
        required=False,
        inputmode="decimal",
        autocomplete="off",
        extra="w-amount in-money",
    )


def _errands(case: Case) -> list[Errand]:
    return paper_errands(case, _look(_withdrawal_of(case)).rule.papers)


def _card_field(own: Withdrawal) -> Field:
    card = live_card(own.member)
    words = f"{card.bank} {card.masked}" if card else "还没有绑定"
    hint = "付到现在绑定的卡；要换卡请先在“绑定银行卡”里更换。"
    return Field("card", "收款银行卡", value="now", hint=hint, choices=(("now", words),))


HOOKS = MemberKind(
    fields=_fields,
    mend=_mend,
    withdraw=_withdraw,
    facts=_facts,
    errands=_errands,
    labels=LABELS,
)

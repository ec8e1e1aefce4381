"""The fields of a returned withdrawal: what its return has marked, and nothing else (补正)."""

from collections.abc import Mapping

from django.utils import timezone

from anju.cases.lists import last_return, marked_fields
from anju.cases.models import Case
from anju.ground.money import plain_yuan
from anju.payments.cards.lists import live_card
from anju.portals.shared.fields import Field
from anju.portals.shared.withdrawals.ask_field import ask_field
from anju.portals.shared.withdrawals.case_flow import hint_of
from anju.portals.shared.withdrawals.mended_papers import materials_of, paper_fields
from anju.withdrawals.applying.draft import Kept
from anju.withdrawals.applying.look_at_form import FormLook, look_at_form
from anju.withdrawals.dossier.mendable import AMOUNT, FIXED, LABELS, takes_amount
from anju.withdrawals.mending.judge_mending import Mending
from anju.withdrawals.models import Withdrawal

EVERYTHING = ""
Asked = Mapping[str, str]


def mending_fields(own: Withdrawal, case: Case, asked: Asked, faults: Asked) -> list[Field]:
    """One field for each question, paper or card that was marked, as it stands now."""
    marked, why, look = marked_fields(case), _why(case), look_at(own)
    fields = []
    for ask in look.rule.asks:
        if ask.name in marked_asks(case, look):
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


def mending_of(case: Case, asked: Asked, look: FormLook) -> Mending:
    """What was typed and chosen in those fields; what was not marked stays as it was."""
    posted = {name: asked.get(name, "") for name in marked_asks(case, look) | {AMOUNT}}
    return Mending(posted, materials_of(case, asked, look.rule.papers))


def marked_asks(case: Case, look: FormLook) -> set[str]:
    """The names of the questions that were sent back."""
    marked = marked_fields(case)
    return {
        ask.name
        for ask in look.rule.asks
        if {EVERYTHING, ask.name} & marked and ask.name not in FIXED
    }


def look_at(own: Withdrawal) -> FormLook:
    """The form as it was told, by the rule of its day."""
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


def _card_field(own: Withdrawal) -> Field:
    card = live_card(own.receiver)
    words = f"{card.bank} {card.masked}" if card else "还没有绑定"
    hint = "付到现在绑定的卡；要换卡请先在“绑定银行卡”里更换。"
    return Field("card", "收款银行卡", value="now", hint=hint, choices=(("now", words),))

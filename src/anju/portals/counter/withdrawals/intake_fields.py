"""The counter's form of a withdrawal: what it asks, what was posted, how it is confirmed."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from anju.documents.materials.clean_file import MOST_BYTES, TooLarge
from anju.documents.materials.lists import Shelf, materials_of
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account
from anju.ground.money import parse_yuan
from anju.payments.cards.lists import live_card
from anju.payments.cards.usable_card import usable_card
from anju.payments.models import MemberCard
from anju.people.lists import accounts_of
from anju.people.models import FundAccount, Member
from anju.policy.reasons import Ask, ReasonRule
from anju.portals.counter.persons.opened import PersonRequest
from anju.portals.counter.withdrawals.frame import member_in
from anju.portals.shared.fields import Field, answer
from anju.withdrawals.counter.confirm import Confirmation
from anju.withdrawals.dossier.request import Request, read_told
from anju.withdrawals.lists import loans_of
from anju.withdrawals.models import LoanRecord

OPEN = (FundAccount.State.NORMAL, FundAccount.State.SEALED)
TYPES = {"day": "date"}
MODES = {"yuan": "decimal", "months": "numeric"}
LOANS = {
    "commercial_loan_repayment": LoanRecord.Kind.COMMERCIAL,
    "fund_loan_repayment": LoanRecord.Kind.FUND,
}
MATERIALS_MOST = 20


@dataclass(frozen=True)
class PayTo:
    """To which card it would be paid, and what stands in the way of that."""

    card: MemberCard | None
    trouble: str


def pay_to(member: Member) -> PayTo:
    """The member's own confirmed card, or why it cannot be paid to yet."""
    try:
        return PayTo(usable_card(member=member, now=timezone.now()), "")
    except Refusal as refusal:
        return PayTo(live_card(member), refusal.sentence)


def request_of(request: PersonRequest, reason: str, rule: ReasonRule) -> Request:
    """What was posted, read strictly. Raises NotTold, BadAmount."""
    amount = answer(request, "amount")
    posted = {ask.name: answer(request, ask.name) for ask in rule.asks}
    return Request(
        reason=reason,
        account=answer(request, "account"),
        told=read_told(rule, posted),
        materials=tuple(dict.fromkeys(request.POST.getlist("material")[:MATERIALS_MOST])),
        amount_fen=parse_yuan(amount) if amount else None,
    )


def confirmation_of(request: PersonRequest) -> Confirmation:
    """How the member has confirmed it. Raises TooLarge."""
    signed = request.FILES.get("signed")
    if signed is not None and (signed.size or 0) > MOST_BYTES:
        raise TooLarge("签名的申请表超过 10 MB，请降低扫描分辨率。")
    return Confirmation(
        card_checked=bool(answer(request, "card")),
        form=answer(request, "form"),
        pin=str(request.POST.get("pin", "")),
        signed_name=(signed.name or "") if signed else "",
        signed=signed.read() if signed else b"",
    )


def fields_of(request: PersonRequest, rule: ReasonRule, faults: dict[str, str]) -> list[Field]:
    """The account where there is a choice, the reason's questions, and the amount."""
    member = member_in(request)
    fields = [_ask(request, ask, faults.get(ask.name, ""), member) for ask in rule.asks]
    accounts = [one for one in accounts_of(member=member) if one.state in OPEN]
    if len(accounts) > 1:
        fields.insert(0, _accounts(request, accounts))
    # Where it is paid at once, the sum is the question itself.
    if rule.mode == "partial" and rule.path != "at_once":
        fields.append(
            Field(
                "amount",
                "本次提取金额（元）",
                value=answer(request, "amount"),
                hint="不填按可提的最高金额",
                required=False,
                inputmode="decimal",
                autocomplete="off",
            )
        )
    return fields


def papers_of(request: PersonRequest, rule: ReasonRule) -> list[dict[str, Any]]:
    """Each paper with what the wallet has for it; the newest is chosen where nobody chose."""
    ready = materials_of(member=member_in(request), shelf=Shelf.READY, today=request.today)
    wallet = [one for one in ready if one.kind in {paper.kind for paper in rule.papers}]
    chosen = request.POST.getlist("material") if request.method == "POST" else None
    papers = []
    for paper in rule.papers:
        own = [one for one in wallet if one.kind == paper.kind]
        picked = chosen if chosen is not None else [one.number for one in own[:1]]
        papers.append(
            {"paper": paper, "materials": [(one, one.number in picked) for one in own]}
        )
    return papers


def _accounts(request: PersonRequest, accounts: list[FundAccount]) -> Field:
    choices = tuple(
        (one.number, f"{mask_account(one.number)} {one.employer.name}") for one in accounts
    )
    return Field(
        "account",
        "从哪个账户提取",
        value=answer(request, "account"),
        choices=(("", "按规则选择"), *choices),
    )


def _ask(request: PersonRequest, ask: Ask, fault: str, member: Member) -> Field:
    choices: tuple[tuple[str, str], ...] = ()
    if ask.kind == "choice":
        choices = (("", "请选择"), *((one, one) for one in ask.choices))
    if ask.kind == "loan":
        choices = (("", "请选择"), *_loans(request, member))
    return Field(
        ask.name,
        ask.label,
        value=answer(request, ask.name),
        type=TYPES.get(ask.kind, "text"),
        hint=ask.hint,
        error=fault,
        required=ask.needed,
        inputmode=MODES.get(ask.kind, ""),
        autocomplete="off",
        choices=choices,
    )


def _loans(request: PersonRequest, member: Member) -> list[tuple[str, str]]:
    reason = request.resolver_match.kwargs["reason"] if request.resolver_match else ""
    kind = LOANS.get(reason)
    found = loans_of(member=member, kind=kind) if kind else []
    return [
        (one.number, f"{one.number} {one.bank} 合同 {one.contract_number}") for one in found
    ]

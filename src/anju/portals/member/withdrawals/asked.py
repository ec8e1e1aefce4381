"""A form of withdrawals as it was posted, and as it is shown again."""

from dataclasses import replace

from anju.documents.materials.models import Material
from anju.ground.masks import mask_account
from anju.policy.reasons import Ask, ReasonRule
from anju.portals.member.door import MemberRequest
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.withdrawals.ask_field import ask_field
from anju.withdrawals.applying.draft import Kept
from anju.withdrawals.applying.look_at_form import AMOUNT, FormLook
from anju.withdrawals.dossier.mendable import takes_amount

MOST_MATERIALS = 20
ACCOUNT, MATERIAL = "account", "material"
LOOKUP = "loan_lookup"


def kept_of(request: MemberRequest, rule: ReasonRule) -> Kept:
    """What was posted, as it was typed."""
    return Kept(
        account=answer(request, ACCOUNT),
        told={ask.name: answer(request, ask.name) for ask in rule.asks},
        materials=tuple(request.POST.getlist(MATERIAL)[:MOST_MATERIALS]),
        amount=answer(request, AMOUNT),
    )


def fields_of(look: FormLook, kept: Kept, faults: dict[str, str]) -> list[Field]:
    """The account where there is a choice, then the reason's questions, then the amount."""
    told = kept.told or {}
    fields = [
        ask_field(ask, told.get(ask.name, ""), faults.get(ask.name, ""), look)
        for ask in look.rule.asks
    ]
    if look.rule.path == LOOKUP:
        pairs = zip(look.rule.asks, fields, strict=True)
        fields = [_looked_up(ask, field) for ask, field in pairs]
    if len(look.accounts) > 1:
        fields.insert(0, _accounts(look, kept))
    if takes_amount(look.rule):
        fields.append(
            Field(
                AMOUNT,
                "本次提取金额（元）",
                value=kept.amount,
                hint="不填按可提的最高金额提取",
                error=faults.get(AMOUNT, ""),
                required=False,
                inputmode="decimal",
                autocomplete="off",
                extra="w-amount in-money",
            )
        )
    return fields


def papers_of(look: FormLook, kept: Kept, *, begun: bool) -> list[dict[str, object]]:
    """Each paper with what the wallet has for it; the only one that fits is chosen first."""
    return [
        {
            "paper": paper,
            "materials": [
                (one, one.number in kept.materials or (not begun and _only(one, own)))
                for one in own
            ],
        }
        for paper in look.rule.papers
        for own in [look.wallet.get(paper.kind, ())]
    ]


def _only(one: Material, own: object) -> bool:
    ready = [m for m in own if m.state == Material.State.READY]  # type: ignore[attr-defined]
    return ready == [one]


def _accounts(look: FormLook, kept: Kept) -> Field:
    chosen = kept.account or (str(look.outlook.account.ledger) if look.outlook.account else "")
    choices = tuple(
        (str(one.ledger), f"{mask_account(one.number)} {one.employer}") for one in look.accounts
    )
    return Field(ACCOUNT, "从哪个账户提取", value=chosen, choices=choices)


def _looked_up(ask: Ask, field: Field) -> Field:
    """The number of a loan comes from 查询材料号 and is only shown (N-09)."""
    return replace(field, choices=(), readonly=True) if ask.kind == "loan" else field

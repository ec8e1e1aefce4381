"""A form as far as it is filled in: what can be read of it is judged, the rest is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anju.documents.materials.lists import materials_of
from anju.documents.materials.models import Material
from anju.ground.amounts import BadAmount, parse_yuan
from anju.people.models import Member
from anju.policy.reasons import ReasonRule
from anju.withdrawals.applying.draft import Kept
from anju.withdrawals.dossier.mendable import takes_amount
from anju.withdrawals.dossier.preview import preview_facts, rule_of
from anju.withdrawals.dossier.request import NotTold, Request, read_told
from anju.withdrawals.judging.facts import Account, Facts, facts_of
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.lists import loans_of
from anju.withdrawals.models import LoanRecord

AMOUNT = "amount"


@dataclass(frozen=True)
class FormLook:
    """A half-filled form with everything its page offers; `faults` by the fields' names."""

    rule: ReasonRule
    request: Request
    faults: Mapping[str, str]
    outlook: Outlook
    accounts: Sequence[Account]
    loans: Sequence[LoanRecord]
    wallet: Mapping[str, Sequence[Material]]

    @property
    def asked_fen(self) -> int:
        """What would be paid in all, in fen: less than is offered where less was asked for."""
        wanted = self.request.amount_fen
        fen = self.outlook.fen if wanted is None else min(wanted, self.outlook.fen)
        return fen + self.outlook.interest_fen if fen else 0

    def check(self) -> None:
        """Raises NotTold where something cannot be read, or is not told."""
        if self.faults:
            raise NotTold("；".join(self.faults.values()), fields=self.faults)


def look_at_form(
    *, member: Member, reason: str, kept: Kept, today: date, now: datetime
) -> FormLook:
    """Judge a form as it stands, amounts in fen. Nothing is written.

    An account that is not his, or none, means the one the reason takes from by itself.
    Raises NoSuchReason.
    """
    rule = rule_of(reason=reason, today=today)
    facts = facts_of(member=member, today=today, now=now)
    accounts = [one for one in facts.accounts if one.open]
    number = next((o.number for o in accounts if str(o.ledger) == kept.account), "")
    told, faults = _read(rule, kept.told or {})
    amount_fen = None
    if kept.amount and takes_amount(rule):
        try:
            amount_fen = parse_yuan(kept.amount)
        except BadAmount as refused:
            faults[AMOUNT] = f"提取金额：{refused}"
    if rule.path == "at_once" and told.get("cost"):
        # What is typed there is what is asked for, not what something has cost.
        amount_fen = parse_yuan(told["cost"])
    request = Request(reason, number, told, tuple(kept.materials), amount_fen)
    return FormLook(
        rule=rule,
        request=request,
        faults=faults,
        outlook=preview_facts(facts=facts, request=request, today=today),
        accounts=accounts,
        loans=_loans(rule, member),
        wallet=_wallet(rule, member, facts),
    )


def _read(rule: ReasonRule, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    try:
        return read_told(rule, typed), {}
    except NotTold as refused:
        faults = dict(refused.fields)
        readable = {name: text for name, text in typed.items() if name not in faults}
        asked = {ask.name for ask in rule.asks}
        told = {n: " ".join(t.split()) for n, t in readable.items() if n in asked and t}
        return told, faults


def _loans(rule: ReasonRule, member: Member) -> list[LoanRecord]:
    kinds = [one.field for one in rule.conditions if one.check == "loan_on_record"]
    return list(loans_of(member=member, kind=LoanRecord.Kind(kinds[0]))) if kinds else []


def _wallet(rule: ReasonRule, member: Member, facts: Facts) -> dict[str, list[Material]]:
    """What lies in the wallet for each paper the reason asks for, unfinished ones as well."""
    kinds = {paper.kind for paper in rule.papers}
    if not kinds:
        return {}
    found = materials_of(member=member, today=facts.today)
    own = found.filter(kind__in=kinds, state__in=Material.OPEN)
    wallet: dict[str, list[Material]] = {kind: [] for kind in kinds}
    for one in own:
        if not one.expired(facts.today):
            wallet[one.kind].append(one)
    return wallet

"""可提全景: every reason the center offers, what it would give today, and why not the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from anju.ground.calendar import Month
from anju.interest.closing import closing_interest
from anju.ledger.models import Balance
from anju.policy.reasons import REASONS, ReasonRule
from anju.policy.rules import reference, value
from anju.withdrawals.judging.facts import Account, Facts, sealed_today
from anju.withdrawals.judging.judge import STATUS, Judgement, judge
from anju.withdrawals.judging.situation import Situation

_ORDER: Final = {"ready": 0, "papers": 1, "open": 2, "not_yet": 3}


@dataclass(frozen=True)
class Outlook:
    """One reason for one member on one day (C1.1); amounts in fen."""

    reason: str
    rule: ReasonRule
    source: str
    account: Account | None
    judgement: Judgement | None
    given: Situation | None = None
    interest_fen: int = 0

    @property
    def status(self) -> str:
        """As `Judgement.status`; a reason that is not offered is not_yet."""
        return self.judgement.status if self.judgement else "not_yet"

    @property
    def status_words(self) -> str:
        """The status as people read it; with all papers there, only the form is left."""
        if self.judgement is None:
            return "不办理"
        if self.judgement.status == "papers" and not self.judgement.missing:
            return "需填写"
        return STATUS[self.judgement.status]

    @property
    def fen(self) -> int:
        """What it would give today, closing interest not counted; 0 while it is not open."""
        return self.judgement.offer.fen if self.judgement and self.status != "not_yet" else 0

    @property
    def total_fen(self) -> int:
        """With closing interest, in fen."""
        return self.fen + self.interest_fen if self.fen else 0

    @property
    def from_day(self) -> date | None:
        """From when on, if waiting alone gets there."""
        return self.judgement.from_day if self.judgement else None

    @property
    def sentence(self) -> str:
        """Why not yet and when, in one sentence; empty for a reason that is open."""
        return "" if self.status != "not_yet" else why_not(self)


def survey(
    *,
    facts: Facts,
    rules: Mapping[str, ReasonRule] | None = None,
    told: Mapping[str, str] | None = None,
) -> list[Outlook]:
    """All reasons for one member, those that are open first. Reads policy, nothing else."""
    found = [
        look_at(facts=facts, reason=reason, rule=rule, told=told)
        for reason, rule in (rules or rules_on(facts.today)).items()
    ]
    return sorted(found, key=lambda one: (_ORDER[one.status], one.rule.offered is False))


def rules_on(day: date) -> dict[str, ReasonRule]:
    """The rules of all reasons on a day, in the house's order."""
    return {reason: value(f"withdrawal.{reason}", on=day) for reason in REASONS}


def look_at(
    *,
    facts: Facts,
    reason: str,
    rule: ReasonRule,
    told: Mapping[str, str] | None = None,
    number: str = "",
    home: bytes | None = None,
) -> Outlook:
    """One reason for one member, by what he has told so far and the account he chose."""
    source = reference(f"withdrawal.{reason}", on=facts.today)
    account = facts.account(number) if number else account_for(facts, rule)
    if not rule.offered or account is None:
        return Outlook(reason, rule, source, account, None)
    given = Situation(facts, reason, rule, account, told or {}, home)
    judged = judge(given, leave_fen=value("withdrawal.leave_fen", on=facts.today))
    return Outlook(reason, rule, source, account, judged, given)


def account_for(facts: Facts, rule: ReasonRule) -> Account | None:
    """The account a reason takes from when none is named: closing prefers a sealed one."""
    sealed = [one for one in facts.accounts if one.state == "02" and one.balance_fen > 0]
    if rule.mode == "closing" and sealed:
        return max(sealed, key=lambda one: one.balance_fen)
    return facts.main


def with_interest(outlooks: Sequence[Outlook], *, today: date) -> list[Outlook]:
    """The same outlooks with the interest that closing today would pay, in fen.

    Several reasons close the same account: what it has earned is worked out once.
    """
    closing = {one.account.ledger for one in outlooks if one.account and _closes(one)}
    earned = {
        balance.pk: closing_interest(balance=balance, on=today).fen
        for balance in Balance.objects.filter(pk__in=closing)
    }
    return [
        replace(one, interest_fen=earned[one.account.ledger])
        if one.account and _closes(one)
        else one
        for one in outlooks
    ]


def _closes(outlook: Outlook) -> bool:
    return outlook.rule.mode == "closing"


def why_not(outlook: Outlook) -> str:
    """“目前还不能…，因为…，预计…起可办”: what, why, when and what to do (C1.1)."""
    if not outlook.rule.offered:
        return outlook.rule.instead
    if outlook.judgement is None:
        return "在本中心没有可以提取的账户，或者账户已经销户。"
    obstacles = outlook.judgement.obstacles
    if not obstacles:
        return f"目前没有可提的金额（{outlook.judgement.offer.basis}）。"
    because = "；".join(f"{one.title}（{one.verdict.yours}）" for one in obstacles)
    steps = "".join(dict.fromkeys(one.verdict.next_step for one in obstacles))
    day = outlook.from_day
    when = f"，预计 {day} 起可办" if day else ""
    return f"目前还不能办理“{outlook.rule.title}”，因为没有满足：{because}{when}。{steps}"


SUPPOSITIONS: Final[dict[str, str]] = {
    "leave": "如果我离职",
    "retire": "如果我退休",
    "buy": "如果我买房",
    "settle": "如果我结清贷款",
    "move": "如果我换城市",
}


def suppose(facts: Facts, chosen: Sequence[str]) -> Facts:
    """The member's facts as if what he chose had happened today (C1.2); unknown words are none.

    Leaving or moving seals the account today; retiring makes him of age; settling ends loans.
    Buying is told by a wallet that holds a contract and its invoice.
    """
    if "leave" in chosen or "move" in chosen or "retire" in chosen:
        facts = sealed_today(facts)
    if "retire" in chosen:
        facts = replace(facts, retired=True)
    if "settle" in chosen:
        facts = replace(facts, loans=[replace(one, state="settled") for one in facts.loans])
    papers = dict(facts.papers)
    if "buy" in chosen:
        papers |= {"purchase_contract": ["—"], "invoice": ["—"]}
    if "move" in chosen:
        papers |= {"contact_letter": ["—"]}
    return replace(facts, papers=papers)


def what_was_supposed(facts: Facts, chosen: Sequence[str]) -> dict[str, str]:
    """What a supposition tells beside the papers: a contract of today for a home bought."""
    if "buy" not in chosen:
        return {}
    return {"contract_on": f"{facts.today}", "contract_number": f"假设-{Month.of(facts.today)}"}

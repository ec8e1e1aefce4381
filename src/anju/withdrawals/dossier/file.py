"""The file of a withdrawal's case: what was told, the papers, and what the rules found."""

from __future__ import annotations

from collections.abc import Mapping

from anju.cases.findings import Finding
from anju.cases.models import Answer, Paper
from anju.documents.materials.digest import digest
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import format_yuan, parse_yuan
from anju.policy.reasons import Ask, ReasonRule
from anju.withdrawals.dossier.keep_materials import materials_of
from anju.withdrawals.judging.judge import Line
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.models import Withdrawal


def answers_of(withdrawal: Withdrawal, outlook: Outlook) -> list[Answer]:
    """What the application says, as people read it; only what was asked may be mended."""
    account = withdrawal.account
    told = withdrawal.told
    given = [
        Answer("account", "个人账号", account.number, mask_account(account.number)),
        Answer(
            "card",
            "收款银行卡",
            str(withdrawal.card_id),
            f"{withdrawal.card.bank} {withdrawal.card.masked} {withdrawal.card.holder}",
        ),
    ]
    asked = [
        Answer(ask.name, ask.label, told.get(ask.name, ""), shown(ask, told))
        for ask in outlook.rule.asks
    ]
    heir = withdrawal.payee
    paid = [Answer("payee", "领款人", str(heir.pk), heir.name)] if heir else []
    return [*given, *paid, *asked]


def shown(ask: Ask, told: Mapping[str, str]) -> str:
    """An answer as people read it: amounts with their thousands, identity numbers masked."""
    text = told.get(ask.name, "")
    if not text:
        return "—"
    if ask.kind == "yuan":
        return format_yuan(parse_yuan(text))
    return mask_identity(text) if ask.kind == "identity" else text


def papers_of(withdrawal: Withdrawal, rule: ReasonRule) -> list[Paper]:
    """The materials of a withdrawal, each bound by the digest of its content."""
    titles = {paper.kind: paper.title for paper in rule.papers}
    return [
        Paper(
            title=titles.get(one.kind, one.title),
            number=one.number,
            material=one.number,
            digest=digest(one),
        )
        for one in materials_of(withdrawal)
    ]


def findings_of(outlook: Outlook) -> list[Finding]:
    """Every condition as the case keeps it: clause, data, outcome, day, next step."""
    if outlook.judgement is None:
        return []
    lines = [_finding(line) for line in outlook.judgement.lines]
    offer = outlook.judgement.offer
    return [
        *lines,
        Finding(
            number="W00",
            title="可提金额",
            yours=_with_interest(outlook),
            requirement=offer.lowered or offer.basis,
            outcome="met" if offer.fen > 0 else "not_met",
            from_day=None,
            next_step="",
        ),
    ]


def _finding(line: Line) -> Finding:
    verdict = line.verdict
    return Finding(
        number=line.number,
        title=line.clause,
        yours=verdict.yours,
        requirement=line.title,
        outcome="unknown" if verdict.outcome == "to_tell" else verdict.outcome,
        from_day=verdict.from_day,
        next_step=verdict.next_step,
    )


def _with_interest(outlook: Outlook) -> str:
    words = f"{format_yuan(outlook.fen)} 元"
    if outlook.interest_fen:
        words += f"，另计销户利息 {format_yuan(outlook.interest_fen)} 元（以销户日为准）"
    return words

"""What may be sent back of a withdrawal beside what its case says (退回补正)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from anju.cases.models import Case
from anju.policy.reasons import ReasonRule
from anju.withdrawals.dossier.heirs import HEIR
from anju.withdrawals.dossier.preview import rule_of
from anju.withdrawals.models import Withdrawal

AMOUNT: Final = "amount"
LABELS: Final = {AMOUNT: "本次提取金额"}
# What the application took from the books itself, and the heir who asks for it: its applicant
# can mend nothing there. Another heir is another application.
FIXED: Final = frozenset({"account", "payee", HEIR})


def more_places(*, case: Case, today: date) -> Mapping[str, str]:
    """Names and labels: the papers its rule knows that were not handed in, and the amount."""
    reason = Withdrawal.objects.values_list("reason", flat=True).get(case=case)
    rule = rule_of(reason=reason, today=today)
    had = {paper.title for paper in case.papers}
    lacking = [paper.title for paper in rule.papers if paper.title not in had]
    places = {f"paper:{title}": f"补交：{title}" for title in lacking}
    return places | (LABELS if takes_amount(rule) else {})


def takes_amount(rule: ReasonRule) -> bool:
    """Whether the member may ask for less than he is offered."""
    return rule.mode == "partial" and rule.path in ("form", "material")

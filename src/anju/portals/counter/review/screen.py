"""All a reviewer needs for one decision, on one screen (C3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from anju.cases.digest import Change, changed_since_return, digest_of
from anju.cases.effort import own_day
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.reasons import Reason, reasons_for
from anju.cases.renew_findings import renew_findings
from anju.ground.calendar import add_working_days, working_days_between
from anju.portals.counter.door import StaffRequest
from anju.portals.counter.review.kinds import KINDS
from anju.portals.counter.review.leaves import leaves_of_case
from anju.portals.shared.withdrawals.case_flow import business_of, lines_of

LAID_ASIDE_DAYS = 5
SALT = "review"
PAPER = "paper:"


@dataclass(frozen=True)
class Mark:
    """A place that can be sent back: its name in the form, its words, and why it may be."""

    name: str
    label: str
    reasons: Sequence[Reason]


def renewed(case: Case, today: date) -> Case:
    """The case with its rules as of today, where its business has rules."""
    renew = KINDS[case.kind].renew
    if renew is None:
        return case
    return renew_findings(number=case.number, findings=renew(case, today))


def screen_of(request: StaffRequest, case: Case, **more: Any) -> dict[str, Any]:
    """The context of the screen: what it says, what the rules say, what may be done."""
    findings = case.findings
    waiting = case.state == Case.State.WAITING
    done, median = own_day(by=request.staff, day=request.today)
    return {
        "title": f"{business_of(case)} · {name_of(case)}",
        "wide": True,
        "case": case,
        "business": business_of(case),
        "person": name_of(case),
        "seen": digest_of(case),
        "opened": signing.dumps((case.number, _now()), salt=SALT),
        "eyes": [one for one in findings if one.needs_eyes],
        "met": [one for one in findings if not one.needs_eyes],
        "leaves": leaves_of_case(case),
        "lines": lines_of(case)[1:],
        "changes": changed_since_return(case),
        "beside": _beside(case, request.today),
        "waiting": waiting,
        "opinion": usual_opinion(findings, waiting=waiting),
        "marks": _marks(case, request.today),
        "age": age_of(case, request.today),
        "until": add_working_days(request.today, LAID_ASIDE_DAYS),
        "last_until": request.today + timedelta(days=30),
        "done_today": done,
        "median": median,
        "next_url": reverse("counter:review_next"),
        **more,
    }


def usual_opinion(findings: Sequence[Finding], *, waiting: bool) -> str:
    """What is said of a clean case; where something needs eyes, the officer says it himself."""
    if any(one.needs_eyes for one in findings):
        return ""
    return "材料齐全，同意受理" if waiting else "同意"


def name_of(case: Case) -> str:
    """Whose case it is."""
    if case.member is not None:
        return case.member.name
    return case.employer.name if case.employer else "—"


def age_of(case: Case, today: date) -> tuple[str, str]:
    """How much time is left, in a colour's class and in words."""
    if case.due_on < today:
        return "tag-err", f"已超期 {working_days_between(case.due_on, today)} 个工作日"
    left = working_days_between(today, case.due_on)
    if left <= 1:
        return "tag-warn", "今天到期" if left == 0 else "还剩 1 个工作日"
    return "tag-ok", f"还剩 {left} 个工作日"


def seconds_of(request: StaffRequest, number: str) -> int | None:
    """How long the case was before his eyes, as his page counted; at most since it was made.

    Nothing for a page that is not ours.
    """
    try:
        opened, at = signing.loads(request.POST.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        return None
    if opened != number:
        return None
    longest = max(0, _now() - int(at))
    counted = request.POST.get("seconds", "")
    plain = counted.isascii() and counted.isdigit() and len(counted) < 6
    return min(int(counted), longest) if plain else longest


def _beside(case: Case, today: date) -> list[tuple[str, str]]:
    """The facts its business lays beside the case."""
    look = KINDS[case.kind].beside
    return look(case, today) if look is not None else []


def _now() -> int:
    return int(timezone.now().timestamp())


def _marks(case: Case, today: date) -> list[Mark]:
    kind = KINDS[case.kind]
    titles = dict.fromkeys(paper.title for paper in case.papers)
    places = {f"paper:{one}": one for one in titles}
    places |= {one.name: one.label for one in case.answers if one.name not in kind.fixed}
    places |= kind.more_places(case, today)
    marks = [Mark(name, label, _reasons(name)) for name, label in places.items()]
    # Papers come first, as they lie on the left.
    marks.sort(key=lambda mark: not mark.name.startswith(PAPER))
    return [*marks, Mark("", "整件申请", reasons_for("any"))]


def _reasons(name: str) -> Sequence[Reason]:
    return reasons_for("paper" if name.startswith(PAPER) else "field")


def changes_of(refusal_detail: dict[str, object]) -> list[Change]:
    """What changed while a case was looked at, as the refusal tells it."""
    found = refusal_detail.get("changes", [])
    return list(found) if isinstance(found, list) else []

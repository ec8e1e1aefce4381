"""待办: everything that waits for the member, wherever it comes from."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.cases.lists import cases_of_member
from anju.cases.models import Case
from anju.contributions.transfers.lists import asked_about
from anju.people.corrections.proposals import waiting_for_member
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.shared.shell.page import page
from anju.portals.shared.withdrawals.case_flow import business_of


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why, and where."""

    title: str
    words: str
    url: str
    icon: str


@members_only
@require_safe
def todo(request: MemberRequest) -> HttpResponse:
    """What only the member can do now; nothing is hidden behind a page of its own."""
    context = {
        "title": "待办",
        "crumbs": [{"label": "首页", "url": reverse("member:home")}],
        "tasks": tasks_of(request),
    }
    return page(request, "pieces/member/todo.html", context)


def tasks_of(request: MemberRequest) -> list[Task]:
    """Returned applications, corrections to confirm, transfers to answer."""
    now, member = timezone.now(), request.member
    tasks = [
        Task(
            f"补正：{business_of(case)}",
            f"办件 {case.number} 被退回，只需改标明的地方",
            reverse("member:case", args=[case.number]),
            "edit",
        )
        for case in cases_of_member(member=member).filter(state=Case.State.RETURNED)
    ]
    corrections = waiting_for_member(member=member, now=now).count()
    if corrections:
        words = f"单位提出了 {corrections} 条更正，等您确认"
        url = reverse("member:security_corrections")
        tasks.append(Task("确认资料更正", words, url, "user-check"))
    for one in asked_about(member=member, now=now):
        words = f"{one.employer.name}申请转入您的公积金账户"
        tasks.append(Task("转移确认", words, reverse("member:transfers"), "transfer"))
    return tasks


def open_cases(request: MemberRequest) -> int:
    """How many of the member's applications are under way."""
    return cases_of_member(member=request.member).filter(state__in=Case.OPEN).count()

"""待办: what waits for this employer's people, with counts, for the first page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from anju.contributions.review.lists import waiting_for
from anju.contributions.transfers.lists import asked_of
from anju.documents.exports.lists import ready_for
from anju.portals.employer.door import AgentRequest
from anju.portals.shared.exports.pages import asker_of


@dataclass(frozen=True)
class Todo:
    """Something that waits: what, how many, where."""

    label: str
    words: str
    count: int
    url: str
    icon: str


def todos(request: AgentRequest) -> list[Todo]:
    """Everything of which at least one waits, in the order of its urgency."""
    leaving = asked_of(employer=request.employer, now=timezone.now()).count()
    review = waiting_for(reviewer=request.appointment).count()
    found = (
        Todo(
            "待复核",
            "同事提交的业务，等您复核",
            review,
            reverse("employer:submissions"),
            "eye-check",
        ),
        Todo(
            "转出确认",
            "其他单位申请转入本单位的职工",
            leaving,
            reverse("employer:leaving"),
            "transfer-out",
        ),
        Todo(
            "导出完成",
            "在后台生成的名单，可以下载了",
            ready_for(asker_of(request)).count(),
            reverse("employer:exports"),
            "download",
        ),
    )
    return [one for one in found if one.count]

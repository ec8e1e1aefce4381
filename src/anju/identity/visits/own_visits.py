"""A member's signed-in sessions as he sees them, and how he ends them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anju.ground.errors import Refusal
from anju.identity.models import Holder, Visit
from anju.identity.visits.end_visit import end_visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.identity.visits.look_at_visit import seconds_left
from anju.people.models import Member

LAST = 10


class NoSuchVisit(Refusal):
    code = "identity.no_such_visit"


@dataclass(frozen=True)
class OwnVisits:
    """Sessions that live now, and the last ones that are over, each with why it ended."""

    open: list[Visit]
    over: list[tuple[Visit, str]]


def own_visits(*, member: Member, now: datetime) -> OwnVisits:
    """The sessions of a member, the newest first; one that has run out counts as over."""
    visits = list(_of(member).order_by("-id")[: 5 * LAST])
    living = [
        visit for visit in visits if visit.ended_at is None and seconds_left(visit, now=now)
    ]
    over = [(visit, _why(visit)) for visit in visits if visit not in living]
    return OwnVisits(living, over[:LAST])


def end_own_visit(*, member: Member, pk: int, now: datetime) -> None:
    """End one of one's own sessions, at once. Raises NoSuchVisit for any other."""
    if not _of(member).filter(pk=pk, ended_at=None).exists():
        raise NoSuchVisit("这次登录已经结束，不用再退出。")
    end_visit(pk, because=Visit.Because.ELSEWHERE, now=now)


def end_other_visits(*, member: Member, keep: Visit, now: datetime) -> int:
    """End all of one's sessions but the one that is used; how many were ended."""
    return end_visits_of(
        Holder.MEMBER, member.pk, because=Visit.Because.ELSEWHERE, now=now, but=keep.pk
    )


def _why(visit: Visit) -> str:
    """Why a session is over; one that nobody has looked at since then ran out."""
    return str(Visit.Because(visit.ended_because or Visit.Because.IDLE).label)


def _of(member: Member) -> QuerySet[Visit]:
    return Visit.objects.filter(holder=Holder.MEMBER, holder_id=member.pk)

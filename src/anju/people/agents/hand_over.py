"""Ends an appointment and names who takes the work over (离任交接)."""

from dataclasses import dataclass
from datetime import date

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Appointment, Proposal


class NotServing(Refusal):
    code = "people.not_serving"


class NoSuccessor(Refusal):
    code = "people.no_successor"


@dataclass(frozen=True)
class HandOver:
    """What was handed over: by whom, to whom, and how many corrections still wait."""

    left: Appointment
    successor: Appointment
    proposals: int


def hand_over(*, left: int, successor: int, employer_id: int, today: date, by: str) -> HandOver:
    """End the appointment `left`; what it had under way belongs to `successor` from today.

    Registers under way are the employer's own and stay; corrections that wait for an answer
    are the successor's to watch or withdraw. Both appointments are held meanwhile. Raises
    NotServing when `left` serves this employer no more, NoSuccessor when nobody here can
    take over. (Security C4.)
    """
    held = {
        one.pk: one
        for one in Appointment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("agent", "employer")
        .filter(pk__in=[left, successor], employer_id=employer_id, active=True)
        .order_by("pk")
    }
    leaving, following = held.get(left), held.get(successor)
    if leaving is None:
        raise NotServing("这位办事人员已不在本单位任职，不需要再交接。")
    if following is None or following is leaving or following.role == Appointment.Role.READER:
        raise NoSuccessor("请选择本单位在任的经办人或复核人接手；没有的，请先委任一位。")
    leaving.active, leaving.until, leaving.handed_to = False, today, following
    leaving.save(update_fields=["active", "until", "handed_to"])
    open_ones = Proposal.objects.filter(
        employer_id=employer_id, state=Proposal.State.WAITING
    ).count()
    record(
        actor=by,
        deed="hand_over",
        subject=f"employer/{leaving.employer.number}",
        left=leaving.agent_id,
        successor=following.agent_id,
    )
    return HandOver(leaving, following, open_ones)

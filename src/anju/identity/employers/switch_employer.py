"""An agent who serves several employers goes on for another of them (切换单位)."""

from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.models import Visit
from anju.people.models import Appointment, Employer


class NotAppointedThere(Refusal):
    code = "identity.not_appointed_there"


class BoundToOneEmployer(Refusal):
    code = "identity.bound_to_one_employer"


def served_by(agent_id: int) -> list[Appointment]:
    """For whom a person acts now, by the employers' names; closed ones are left out."""
    found = Appointment.objects.select_related("agent", "employer").filter(
        agent_id=agent_id, active=True, agent__active=True
    )
    open_ones = found.exclude(employer__state=Employer.State.CLOSED)
    return list(open_ones.order_by("employer__name", "pk"))


def switch_employer(*, visit: Visit, appointment_id: int, now: datetime) -> Appointment:
    """Let a session go on for another employer of the same person.

    A certificate opens only the employer it is bound to. Raises BoundToOneEmployer for such a
    session, NotAppointedThere for an appointment that is not his or has ended.
    """
    mine = {one.pk: one for one in served_by(visit.holder_id)}
    wanted = mine.get(appointment_id)
    if wanted is None:
        raise NotAppointedThere("您不是这个单位的在任办事人员，不能切换。请与该单位联系。")
    if visit.certificate_id is not None:
        raise BoundToOneEmployer(
            "数字证书只能办理它所绑定单位的业务。办理另一单位的业务，"
            "请退出后用该单位的数字证书登录。"
        )
    Visit.objects.filter(pk=visit.pk, ended_at=None).update(appointment_id=wanted.pk)
    record(
        actor=f"agent/{visit.holder_id}",
        deed="switch_employer",
        subject=f"employer/{wanted.employer.number}",
    )
    return wanted

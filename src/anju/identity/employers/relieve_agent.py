"""Relieves an agent of his office: hand-over, sessions, certificates, messages (离任交接)."""

from datetime import date, datetime

from anju.identity.certificates.end_bindings import end_bindings
from anju.identity.employers.tell_colleagues import tell_colleagues
from anju.identity.models import Holder, Visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.agents.hand_over import HandOver, hand_over
from anju.policy.hotline import hotline


def relieve_agent(
    *, left: int, successor: int, employer_id: int, today: date, now: datetime, by: str
) -> HandOver:
    """Hand an appointment over; its owner's sessions and certificates here end at once.

    Both, and the employer's other agents, are told by SMS. Raises what `hand_over` raises.
    (Security C4.)
    """
    done = hand_over(
        left=left, successor=successor, employer_id=employer_id, today=today, by=by
    )
    leaving, following = done.left, done.successor
    end_visits_of(
        Holder.AGENT, leaving.agent_id, because=Visit.Because.APPOINTMENT_ENDED, now=now
    )
    end_bindings(
        agent_id=leaving.agent_id, employer_id=employer_id, because="离任交接", now=now
    )
    name = leaving.employer.name
    write_message(
        to=leaving.agent.mobile,
        text=f"您在{name}的{leaving.get_role_display()}职务已于今日交接给"
        f"{following.agent.name}，不能再登录办理该单位业务。"
        f"如有疑问，请拨打 {hotline(now=now)}。",
        kind=Message.Kind.SECURITY,
        now=now,
    )
    write_message(
        to=following.agent.mobile,
        text=f"{name}的{leaving.agent.name}离任，由您接手：待确认的更正申请"
        f"{done.proposals} 件，未提交的清册由您继续办理。",
        kind=Message.Kind.NOTICE,
        now=now,
    )
    tell_colleagues(
        employer=leaving.employer,
        but={leaving.agent_id, following.agent_id},
        text=f"{name}的{leaving.agent.name}已离任，由{following.agent.name}接手。",
        now=now,
    )
    return done

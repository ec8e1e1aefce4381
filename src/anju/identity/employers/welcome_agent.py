"""Appoints an agent and tells everybody whom it concerns (委任办事人员)."""

from datetime import date, datetime

from anju.identity.employers.tell_colleagues import tell_colleagues
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.models import Appointment, Employer
from anju.policy.hotline import hotline


def welcome_agent(
    *, employer: Employer, candidate: Candidate, today: date, now: datetime, by: str
) -> Appointment:
    """Appoint, and tell the agent and his colleagues by SMS; `by` is an agent or a clerk.

    Raises what `appoint_agent` raises.
    """
    made = appoint_agent(employer=employer, candidate=candidate, today=today, by=by)
    role = made.get_role_display()
    write_message(
        to=made.agent.mobile,
        text=f"您已被委任为{employer.name}的{role}。首次使用请在单位网厅登录页点“用户注册”；"
        f"如非本人同意，请拨打 {hotline(now=now)}。",
        kind=Message.Kind.SECURITY,
        now=now,
    )
    tell_colleagues(
        employer=employer,
        but={made.agent_id},
        text=f"{employer.name}新增{role}{made.agent.name}。"
        f"如有疑问，请拨打 {hotline(now=now)}。",
        now=now,
    )
    return made

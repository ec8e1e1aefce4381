"""Appoints a person to act for an employer (委任经办人、复核人、查询人)."""

from dataclasses import dataclass
from datetime import date

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_mobile, check_name, normalise
from anju.people.find import agent_of
from anju.people.models import Agent, Appointment, Employer
from anju.policy.rules import value


class AlreadyAppointed(Refusal):
    code = "people.already_appointed"


class TooManyAgents(Refusal):
    code = "people.too_many_agents"


class OtherPerson(Refusal):
    code = "people.other_person"


class EmployerGone(Refusal):
    code = "people.employer_gone"


@dataclass(frozen=True)
class Candidate:
    """Who shall act for an employer, in which part."""

    name: str
    identity_number: str
    mobile: str
    role: Appointment.Role


def appoint_agent(
    *, employer: Employer, candidate: Candidate, today: date, by: str
) -> Appointment:
    """Let a person act for an employer from today on; `by` is who appoints.

    Somebody who already serves another employer keeps the mobile the center has on file: an
    employer may not turn a stranger's codes to a phone of its choice. Raises BadName,
    BadIdentity, BadMobile for what cannot be, OtherPerson, AlreadyAppointed, TooManyAgents,
    EmployerGone. (Security C4, C7.)
    """
    name = check_name(candidate.name)
    typed = normalise(candidate.identity_number).upper()
    number = check_identity_number(typed, today=today).number
    mobile = check_mobile(normalise(candidate.mobile))
    held = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    if held.state == Employer.State.CLOSED:
        raise EmployerGone("单位账户已销户，不能再委任办事人员。")
    agent = agent_of(identity_number=number, today=today)
    if agent is None:
        agent = Agent.objects.create(name=name, identity_number=number, mobile=mobile)
    elif agent.name != name or not agent.active:
        raise OtherPerson(
            "不能委任：请对照身份证核对姓名和证件号码；仍不能办理的，"
            "请被委任人本人持身份证到柜台办理。"
        )
    _check_room(held, agent, today)
    appointment, _ = Appointment.objects.update_or_create(
        employer=held,
        agent=agent,
        defaults={
            "role": candidate.role,
            "active": True,
            "since": today,
            "until": None,
            "handed_to": None,
        },
    )
    record(
        actor=by,
        deed="appoint_agent",
        subject=f"employer/{held.number}",
        agent=agent.pk,
        role=str(candidate.role),
    )
    return appointment


def _check_room(employer: Employer, agent: Agent, today: date) -> None:
    serving = employer.appointments.filter(active=True)
    if serving.filter(agent=agent).exists():
        raise AlreadyAppointed("这位办事人员已在本单位任职；需要变更角色的，请先办理离任交接。")
    most = int(value("identity.employer_agents_most", on=today))
    if serving.count() >= most:
        raise TooManyAgents(
            f"一个单位最多 {most} 名办事人员。请先为离任人员办理交接，再委任新的人员。"
        )

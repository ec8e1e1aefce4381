"""Who acts in a case, as a natural person: whatever account he uses, he is one."""

from dataclasses import dataclass

from anju.ground.errors import Refusal
from anju.people.models import Agent, Member, Staff


class NobodyKnown(Refusal):
    code = "cases.nobody_known"


@dataclass(frozen=True)
class Actor:
    """A natural person by the blind index of his identity number, and his name on the step."""

    person: bytes
    name: str
    staff: Staff | None = None


def agent_acts(agent: Agent) -> Actor:
    """An employer's agent."""
    if agent.identity_index is None:
        raise NobodyKnown("您的证件号码还没有登记，请带身份证到柜台登记后再提出申请。")
    return Actor(bytes(agent.identity_index), agent.name)


def member_acts(member: Member) -> Actor:
    """A member in a case of his own."""
    if member.identity_index is None:
        raise NobodyKnown("您的证件号码还没有登记，请带身份证到柜台登记后再提出申请。")
    return Actor(bytes(member.identity_index), member.name)


def staff_acts(staff: Staff) -> Actor:
    """Somebody of the staff; raises NobodyKnown when his identity number is not on file."""
    if staff.identity_index is None:
        raise NobodyKnown("您的证件号码还没有登记，不能受理或复核办件，请联系系统管理员登记。")
    return Actor(bytes(staff.identity_index), staff.name, staff)


# What no person does: a rule of the center's profile decided.
SYSTEM = Actor(b"system", "系统")

"""入职三查: before hiring data is sent, the next step for somebody, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anju.audit.looks import Looker, Why, look
from anju.audit.models import Look
from anju.ground.identity import check_identity_number, check_name, normalise
from anju.identity.limit_table import HIRE_AGENT, HIRE_AGENT_DAY, HIRE_EMPLOYER_DAY
from anju.identity.limits import take
from anju.people.find import member_of
from anju.people.models import Appointment, Employer, FundAccount, Member

State = FundAccount.State
OPEN = (State.NORMAL, State.SEALED, State.FROZEN)


class NextStep(StrEnum):
    """The one thing an agent learns: what to do next."""

    OPEN = "open"
    TRANSFER = "transfer"
    SEAL_FIRST = "seal_first"
    UNSEAL = "unseal"
    HERE = "here"
    COUNTER = "counter"


@dataclass(frozen=True)
class Hire:
    """Whom an employer is about to hire, as the agent typed him."""

    name: str
    identity_number: str


def check_hire(*, hire: Hire, by: Appointment, today: date, now: datetime) -> NextStep:
    """Answer the next step for a person named by exact number and full name.

    A name that differs from the one on file sends the person to the counter, like an account
    that is frozen: no reason is told. Every check is counted and stands in “谁看过我” of
    whoever it found. Raises BadIdentity, BadName, TryLater. (C2.9; security C2.)
    """
    number = check_identity_number(normalise(hire.identity_number).upper(), today=today).number
    name = check_name(hire.name)
    take(
        (HIRE_AGENT, str(by.agent_id)),
        (HIRE_AGENT_DAY, str(by.agent_id)),
        (HIRE_EMPLOYER_DAY, str(by.employer_id)),
        now=now,
    )
    member = member_of(identity_number=number, today=today)
    _write_down(member, by, now)
    if member is None:
        return NextStep.OPEN
    if member.name != name:
        return NextStep.COUNTER
    return _next_step(member, by.employer)


def _next_step(member: Member, employer: Employer) -> NextStep:
    accounts = list(member.accounts.filter(state__in=OPEN))
    states = {account.state for account in accounts}
    here = {account.state for account in accounts if account.employer_id == employer.pk}
    if State.FROZEN in states:
        return NextStep.COUNTER
    if State.NORMAL in here:
        return NextStep.HERE
    if State.NORMAL in states:
        return NextStep.SEAL_FIRST
    if State.SEALED in here:
        return NextStep.UNSEAL
    return NextStep.TRANSFER if State.SEALED in states else NextStep.OPEN


def _write_down(member: Member | None, by: Appointment, now: datetime) -> None:
    look(
        by=Looker(f"agent/{by.agent_id}", by.agent.name, by.employer.name[:40]),
        holder=Look.Holder.MEMBER if member else Look.Holder.NOBODY,
        holder_id=member.pk if member else 0,
        why=Why(
            Look.Reason.HIRING,
            f"{by.employer.name[:100]}招用人员前核对下一步怎么办，没有看到任何资料",
            case=by.employer.number,
        ),
        shown=Look.Shown.NOTHING,
        now=now,
    )

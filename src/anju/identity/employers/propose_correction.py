"""An agent proposes a correction of an employee's data, with a code to his own phone."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.identity.codes.issue_code import issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.pages import Pages
from anju.identity.models import Code
from anju.people.corrections.propose_change import read_value
from anju.people.models import Appointment, Member, Proposal
from anju.policy.rules import value


@dataclass(frozen=True)
class Correction:
    """Whose data shall read how, in the words of which agent."""

    member: Member
    field: Proposal.Field
    value: str
    appointment: Appointment

    @property
    def about(self) -> str:
        """What the agent's code is bound to: this employee and this field."""
        return f"propose/{self.appointment.pk}/{self.member.pk}/{self.field}"


def send_propose_code(
    *, correction: Correction, session: str, address: str, now: datetime
) -> datetime:
    """Send the agent a code for this proposal; answers when the next may be asked for.

    It goes to the agent's own phone: it proves who proposes, never that the employee agrees.
    Raises TryLater. (C-56 获取验证码.)
    """
    return issue_code(
        purpose=Code.Purpose.PROPOSE,
        about=correction.about,
        to=correction.appointment.agent.mobile,
        session=session,
        address=address,
        now=now,
        words=f"用于为职工申请更正{correction.field.label}",
    )


def propose_correction(
    *,
    correction: Correction,
    session: str,
    typed: str,
    pages: Pages,
    today: date,
    now: datetime,
) -> Proposal:
    """Write the proposal; where the center asks for a code, the agent's own must be right.

    Raises WrongCode, and what `ask_for_correction` raises. (C-56, X-29, J-02; security C1.)
    """
    read_value(correction.field, correction.value, now=now)
    if value("identity.employer_proposal_code", on=today):
        use_code(
            purpose=Code.Purpose.PROPOSE,
            about=correction.about,
            session=session,
            typed=typed,
            now=now,
        )
    return ask_for_correction(
        member=correction.member,
        employer=correction.appointment.employer,
        field=correction.field,
        value=correction.value,
        by=f"agent/{correction.appointment.agent_id}",
        pages=pages,
        now=now,
    )

"""Agents whom the demo shows besides: one not registered yet, one who serves two employers."""

from anju.batch.town.found import BY, agent_identity, employer_of
from anju.batch.town.plan import Firm, Hall
from anju.ground.invented import make_mobile
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.models import Appointment, Employer

NEWCOMER = "周新任"
# After the two whom every firm has from its first day.
PLACE = 2
Role = Appointment.Role


def add_agents(*, hall: Hall) -> None:
    """Appoint a newcomer at the first firm, and its agent as a reader at the second; once."""
    home, other = (employer_of(hall, firm) for firm in hall.firms[:2])
    if home is None or other is None or newcomers_of(home):
        return
    candidate = Candidate(
        name=NEWCOMER,
        identity_number=agent_identity(hall, hall.firms[0], PLACE),
        mobile=make_mobile(90_000_000 + hall.number * 1000 + 900),
        role=Role.AGENT,
    )
    appoint_agent(employer=home, candidate=candidate, today=home.opened_on, by=BY)
    first = home.appointments.select_related("agent").earliest("id").agent
    also = Candidate(first.name, first.identity_number, first.mobile, Role.READER)
    appoint_agent(employer=other, candidate=also, today=other.opened_on, by=BY)


def newcomers_of(employer: Employer) -> list[Appointment]:
    """Who is appointed and has no password: whoever walks the registration (C-22)."""
    found = employer.appointments.select_related("agent").filter(agent__name=NEWCOMER)
    return list(found)


def home_of(hall: Hall, firm: Firm, identity_number: str) -> Firm:
    """The firm an agent was born with; the one he is asked at, for anybody else."""
    homes = (
        one
        for one in hall.firms
        if identity_number in {agent_identity(hall, one, place) for place in range(PLACE)}
    )
    return next(homes, firm)

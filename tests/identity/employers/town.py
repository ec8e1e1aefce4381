"""Agents of invented employers, for the tests of their ways in."""

from datetime import UTC, date, datetime

from tests.people_of_the_town import identity

from anju.identity.models import Holder
from anju.identity.passwords.set_password import set_password
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.models import Appointment, Employer

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PASSWORD = "weave-9-yards"
Role = Appointment.Role


def appoint(at: Employer, order: int, name: str = "赵会计", role: Role = Role.AGENT):
    """Appoint a person whose mobile ends with his order."""
    candidate = Candidate(name, identity(order), f"13900000{order:03d}", role)
    return appoint_agent(employer=at, candidate=candidate, today=TODAY, by="test")


def with_password(one: Appointment, password: str = PASSWORD) -> Appointment:
    """Give an agent a password."""
    set_password(holder=Holder.AGENT, holder_id=one.agent_id, password=password, now=NOW)
    return one

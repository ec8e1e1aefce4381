"""Finds a person by what only he or the center knows exactly; there is no search here."""

from datetime import date

from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, normalise
from anju.people.models import Agent, Appointment, Employer, Member


def member_of(*, identity_number: str, today: date) -> Member | None:
    """The member with this identity number, typed in any usual way; nobody for a bad one."""
    number = _read(identity_number, today)
    return Member.objects.filter(identity_index=number, identity_type="01").first()


def member_of_account(*, number: str) -> Member | None:
    """The member whose fund account has this number (个人账号)."""
    return Member.objects.filter(accounts__number=normalise(number)).first()


def members_with(*, mobile: str) -> list[Member]:
    """Who has this mobile on file; several may share one, and two are told at most."""
    return list(Member.objects.filter(mobile_index=normalise(mobile)).order_by("id")[:2])


def agent_of(*, identity_number: str, today: date) -> Agent | None:
    """The agent with this identity number, whether or not he still acts for anybody."""
    number = _read(identity_number, today)
    return Agent.objects.filter(identity_index=number).first()


def appointments_at(*, employer_number: str) -> list[Appointment]:
    """Who acts now for the employer with this number, in the order of their appointment.

    Nobody acts for an employer that is closed, and nobody who is himself shut out.
    """
    found = Appointment.objects.select_related("agent", "employer").filter(
        employer__number=normalise(employer_number), active=True, agent__active=True
    )
    return list(found.exclude(employer__state=Employer.State.CLOSED).order_by("id"))


def _read(identity_number: str, today: date) -> str:
    """The number in its 18 places; empty, which finds nobody, for what is none."""
    try:
        return check_identity_number(normalise(identity_number).upper(), today=today).number
    except Refusal:
        return ""

"""A mill with a maker, a reviewer and a second agent, and a draft of one joiner."""

from datetime import UTC, date, datetime

import pytest
from tests.people_of_the_town import JULY, TODAY, employer, identity, opening, staff

from anju.contributions.models import FourEyes, Line, Register, Submission
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.review.kinds import REGISTER, REMITTANCE
from anju.contributions.review.submit_deed import Deed, Outcome, submit_deed
from anju.people.models import Agent, Appointment, Employer

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
Role = Appointment.Role


def appoint(at: Employer, name: str, order: int, role: str = Role.AGENT) -> Appointment:
    """A natural person acts for an employer."""
    made, _ = Agent.objects.get_or_create(
        identity_index=identity(order),
        defaults={"name": name, "identity_number": identity(order), "mobile": ""},
    )
    return Appointment.objects.create(
        employer=at, agent=made, role=role, since=date(2026, 7, 1)
    )


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


@pytest.fixture
def maker(mill: Employer) -> Appointment:
    """赵会计, who submits."""
    return appoint(mill, "赵会计", 901)


@pytest.fixture
def reviewer(mill: Employer) -> Appointment:
    """郑主任, who reviews."""
    return appoint(mill, "郑主任", 905, Role.REVIEWER)


def four_eyes(at: Employer, people_over: int = 0, amount_over_fen: int = 0) -> None:
    """Switch reviewing on."""
    FourEyes.objects.update_or_create(
        employer=at,
        defaults={
            "on": True,
            "people_over": people_over,
            "amount_over_fen": amount_over_fen,
            "set_by": "test",
        },
    )


def draft(at: Employer, *orders: int, base_fen: int = 600_000) -> Register:
    """A draft with a joiner for each order."""
    register = open_register(employer=at, by="赵会计")
    for order in orders:
        add(register, order, base_fen)
    register.refresh_from_db()
    return register


def add(register: Register, order: int, base_fen: int = 600_000) -> None:
    """One more joiner."""
    register.refresh_from_db()
    edit = Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")
    line = put_line(
        edit=edit,
        entry=Entry(
            kind=Line.Kind.OPEN,
            name=f"新{'一二三四五六七八九十'[order % 10]}",
            identity_number=identity(order),
            base_fen=base_fen,
        ),
    )
    assert line.faults == []


def submit(register: Register, by: Appointment) -> Outcome:
    """Hand the draft in as its maker sees it."""
    payload = {"register": register.pk, "version": register.version}
    deed = Deed(REGISTER, f"register/{register.pk}", payload)
    return submit_deed(deed=deed, maker=by, today=TODAY, now=NOW)


def waits(register: Register, by: Appointment) -> Submission:
    """The submission of a draft that waits."""
    waiting = submit(register, by).waiting
    assert waiting is not None
    return waiting


def remit(by: Appointment, fen: int = 288_000, intent: str = "a" * 32) -> Outcome:
    """Hand in a remittance of July by 实时结算."""
    payload = {
        "until": str(JULY),
        "method": "realtime",
        "expected_fen": fen,
        "intent": intent,
    }
    deed = Deed(REMITTANCE, "remittance", payload)
    return submit_deed(deed=deed, maker=by, today=TODAY, now=NOW)

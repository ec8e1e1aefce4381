"""What stood in a center before numbers were sealed stands there afterwards, sealed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.people_of_the_town import identity

from anju.centers.creation import open_schema
from anju.people.find import agent_of, appointments_at, member_of, members_with
from owner import standing_as_owner

DAY = date(2026, 7, 1)
BEFORE = [
    ("people", "0003_who_may_come_in"),
    ("contributions", "0002_numbers"),
    ("identity", "0002_who_may_come_in"),
]


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), standing_as_owner():
        yield


@pytest.fixture
def early(as_owner: None, db: None) -> Iterator[None]:
    """A schema as the first part left it; it is rolled back with the test."""
    open_schema("early")
    connection.set_schema("early")
    yield
    connection.set_schema_to_public()


def test_members_agents_and_lines_of_the_first_part_are_sealed_and_found(early: None) -> None:
    _move(BEFORE)
    kept = _people_of_then()
    _move(_last("people", "contributions"))

    member = member_of(identity_number=identity(1), today=DAY)
    assert member is not None
    assert (member.name, member.mobile) == ("王芳", "13800000001")
    assert members_with(mobile="13800000001") == [member]
    assert member_of(identity_number=identity(2), today=DAY).mobile == ""

    agent = agent_of(identity_number=identity(901), today=DAY)
    assert (agent.pk, agent.name, agent.mobile) == (kept, "赵会计", "13900000001")
    assert [
        (each.employer.name, each.role, each.active, each.since)
        for each in agent.appointments.order_by("employer_id")
    ] == [("甲厂", "agent", False, DAY), ("乙厂", "reviewer", True, DAY)]
    assert [each.agent_id for each in appointments_at(employer_number="E2")] == [kept]
    with connection.cursor() as cursor:
        cursor.execute("SELECT holder_id FROM identity_credential WHERE holder = 'agent'")
        assert cursor.fetchall() == [(kept,)]

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM contributions_line")
        assert _plain(cursor.fetchall()) == []
        cursor.execute("SELECT * FROM people_member")
        assert _plain(cursor.fetchall()) == []


def _last(*rooms: str) -> list[tuple[str, str]]:
    """The newest migration of each room: what the verbs of today expect."""
    graph = MigrationExecutor(connection).loader.graph
    return [leaf for room in rooms for leaf in graph.leaf_nodes(room)]


def _move(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def _plain(rows: list[tuple[object, ...]]) -> list[object]:
    """Which cells still say a number of somebody's."""
    numbers = (identity(1), identity(2), "13800000001")
    return [cell for row in rows for cell in row if str(cell) in numbers]


def _people_of_then() -> int:
    """Two members, a register's line, and one person acting for two employers.

    He signs in at the second only: that row's key must stay.
    """
    state = MigrationExecutor(connection).loader.project_state(BEFORE)
    model = state.apps.get_model
    employers = [_employer_of_then(model, number) for number in (1, 2)]
    for order, name, mobile in ((1, "王芳", "13800000001"), (2, "李伟", "")):
        model("people", "Member").objects.create(
            name=name,
            identity_number=identity(order),
            mobile=mobile,
            sex="女",
            born_on=date(1990, 3, 7),
        )
    agents = [
        model("people", "Agent").objects.create(
            employer=employer,
            name="赵会计",
            identity_number=identity(901),
            mobile="13900000001",
            role=role,
            active=active,
        )
        for employer, role, active in zip(
            employers, ("agent", "reviewer"), (False, True), strict=True
        )
    ]
    for agent in agents:
        model("identity", "Credential").objects.create(
            holder="agent", holder_id=agent.pk, password="argon2$..."
        )
    register = model("contributions", "Register").objects.create(
        number="R1", employer=employers[0], month=202607, opened_by="赵会计"
    )
    model("contributions", "Line").objects.create(
        register=register, kind="open", name="王芳", identity_number=identity(1), mobile=""
    )
    return agents[1].pk


def _employer_of_then(model, number: int):
    account = model("ledger", "Account").objects.create(
        id=20_000 + number, subject="211", number=f"p{number}", opened_on=DAY
    )
    return model("people", "Employer").objects.create(
        number=f"E{number}",
        name="甲乙"[number - 1] + "厂",
        credit_code=f"91410000000000000{number}",
        branch="市直",
        payday=10,
        employer_rate=Decimal("0.08"),
        own_rate=Decimal("0.08"),
        opened_on=DAY,
        first_month=202607,
        prepayment=account,
    )

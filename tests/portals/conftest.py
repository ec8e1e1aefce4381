"""A mill in 信阳 with an agent, a reader, two weavers, and browsers of theirs."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import TODAY, FakeBank, employer, identity, opening, staff

from anju.centers.clock.day import move_forward
from anju.contributions.allot import allot_settled_money
from anju.identity.models import Credential, Enrolment, Holder, Visit
from anju.identity.passwords.set_password import set_password
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Agent, Appointment, Employer, FundAccount, Member

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PASSWORD = "weave-9-yards"


@pytest.fixture
def hall(xinyang) -> Client:
    """A visitor of 信阳's hall on 18 November 2026."""
    move_forward(to=TODAY)
    return Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.7")


@pytest.fixture
def at_one_moment() -> Iterator[None]:
    """Pages that are compared are answered at one moment: what counts down, or tells the
    minute, would tell them apart on a busy machine."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def mill(xinyang) -> Employer:
    """申城纺织: 王芳 at 6,000 yuan, 李伟 at 6,123.45 yuan; nothing is paid yet."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


@pytest.fixture
def agent(mill: Employer) -> Appointment:
    """赵会计, who acts for the mill."""
    return agent_of(mill, "赵会计", 901)


def agent_of(
    at: Employer, name: str, order: int, role: str = Appointment.Role.AGENT
) -> Appointment:
    """A person who signs in for an employer with the tests' password."""
    made = Agent.objects.create(
        name=name, identity_number=identity(order), mobile="13900000001"
    )
    set_password(holder=Credential.Holder.AGENT, holder_id=made.pk, password=PASSWORD, now=NOW)
    return Appointment.objects.create(
        employer=at, agent=made, role=role, since=date(2026, 7, 1)
    )


def as_agent(
    hall: Client, agent: Appointment, *, strength: str = Visit.Strength.CERTIFICATE
) -> Client:
    """The hall with this agent signed in; as if by certificate, if not told otherwise."""
    answer = hall.post(
        "/employer/sign-in",
        {
            "number": agent.employer.number,
            "identity_number": agent.agent.identity_number,
            "password": PASSWORD,
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    Visit.objects.filter(holder="agent", ended_at=None).update(strength=strength)
    return hall


@pytest.fixture
def desk(hall: Client, agent: Agent) -> Client:
    """The hall as 赵会计 sees it after signing in."""
    return as_agent(hall, agent)


@pytest.fixture
def reader_desk(hall: Client, mill: Employer) -> Client:
    """The hall as a colleague sees it who may only look."""
    return as_agent(hall, agent_of(mill, "钱出纳", 902, Appointment.Role.READER))


@pytest.fixture
def wang(mill: Employer) -> Member:
    """王芳, who has opened the hall at the counter and may sign in."""
    return enrolled(Member.objects.get(name="王芳"))


def enrolled(member: Member, *, password: str = PASSWORD, short: bool = False) -> Member:
    """This member after he signed the agreement at the counter and set a password."""
    Enrolment.objects.create(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        way=Enrolment.Way.COUNTER,
        agreement="2026.1",
        at=NOW,
        by="staff/test",
    )
    holder = Credential.Holder.MEMBER
    set_password(holder=holder, holder_id=member.pk, password=password, now=NOW, short=short)
    return member


@pytest.fixture
def at_home(hall: Client, wang: Member) -> Client:
    """The hall as 王芳 sees it after signing in."""
    answer = hall.post("/my/sign-in", {"name": wang.identity_number, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return hall


@pytest.fixture
def bank_answers() -> Callable[..., None]:
    """Lets the bank take every open order and answer it."""

    def answers(state: str = "succeeded", reason: str = "") -> None:
        bank = FakeBank()
        send_orders(bank=bank, callback_url="", now=NOW)
        for serial in list(bank.taken):
            answer = bank.says(serial, state, reason=reason)
            record_answer(answer=answer, source="callback", now=NOW)
        allot_settled_money(today=TODAY)

    return answers


def account_of(name: str) -> FundAccount:
    """The account of somebody with this name."""
    return FundAccount.objects.select_related("member").get(member__name=name)

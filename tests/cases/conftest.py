"""A mill that applies, its agent, and two clerks and a manager of the center."""

from datetime import date

import pytest
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.cases.actors import Actor, agent_acts, member_acts, staff_acts
from anju.cases.findings import Finding
from anju.cases.models import Answer, Case, Paper
from anju.cases.open_case import Application, open_case
from anju.people.models import Agent, Employer, Member, Staff


def clerk(name: str, order: int, role: str = Staff.Role.CLERK) -> Actor:
    """Somebody of the staff by his own identity number."""
    return staff_acts(
        Staff.objects.create(
            login=f"S{order}",
            name=name,
            identity_number=identity(order),
            role=role,
            branch="市直管理部",
        )
    )


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


@pytest.fixture
def zhao(mill: Employer) -> Actor:
    return agent_acts(Agent.objects.create(name="赵会计", identity_number=identity(901)))


@pytest.fixture
def first(xinyang) -> Actor:
    return clerk("陈柜员", 801)


@pytest.fixture
def second(xinyang) -> Actor:
    return clerk("周主管", 802, Staff.Role.MANAGER)


LABELS = {"card": "收款卡号", "address": "租住地址"}


def answer(name: str, value: str) -> Answer:
    return Answer(name, LABELS.get(name, name), value, value)


@pytest.fixture
def case(mill: Employer, zhao: Actor) -> Case:
    """The mill wants another name."""
    return open_case(
        application=Application(
            kind="registration",
            title="单位登记信息变更",
            answers=[answer("name", "申城棉纺有限公司"), answer("legal_name", "孙立")],
            papers=[Paper("营业执照", "91330200")],
            employer=mill,
            branch=mill.branch,
        ),
        by=zhao,
        today=TODAY,
        due_on=TODAY,
    )


FINDINGS = [
    Finding("T01", "缴存满 3 个月", "连续 28 个月", "连续足额缴存满 3 个月", "met"),
    Finding(
        "T02",
        "距上次提取满 1 年",
        "上次 2026-03-01",
        "每年一次",
        "not_met",
        date(2027, 3, 1),
        "请在 2027-03-01 之后再申请",
    ),
]


@pytest.fixture
def wang(mill: Employer) -> Member:
    """A member who works at the mill."""
    staff(mill, opening(1, "王芳"))
    return Member.objects.get()


LEASE = Paper("租赁合同", "HT-1", "CL000001", "ab" * 32)
# Shown at a window, without a file in the wallet.
SHOWN = Paper("租赁合同", "HT-1")


def renting(
    member: Member,
    *,
    amount_fen: int = 1_200_000,
    clerk: Staff | None = None,
    findings: list[Finding] = FINDINGS,
    paper: Paper = LEASE,
) -> Case:
    """A member wants to take out his rent."""
    return open_case(
        application=Application(
            kind="rent",
            title="租房提取",
            answers=[answer("card", "建行 8821"), answer("address", "演示路 8 号")],
            papers=[paper],
            member=member,
            branch="市直管理部",
            findings=findings,
            amount_fen=amount_fen,
            channel=Case.Channel.COUNTER if clerk else Case.Channel.HALL,
            opened_by_staff=clerk,
        ),
        by=member_acts(member),
        today=TODAY,
        due_on=TODAY,
    )

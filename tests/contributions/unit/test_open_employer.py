"""An employer is opened at the counter, with all its data, its agent, and its days of law."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.people_of_the_town import TODAY, identity

from anju.contributions.unit.open_employer import open_employer
from anju.ground.invented import make_credit_code
from anju.people.employers.change_employer import FieldsWrong
from anju.people.employers.register_employer import AlreadyRegistered
from anju.people.models import Appointment, Employer

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
FORM = {
    "name": "青峰茶业有限公司",
    "credit_code": make_credit_code(7),
    "address": "茶都大道 6 号",
    "payday": "15",
    "founded_on": "2026-10-01",
    "legal_name": "孙立",
    "legal_identity": identity(77),
    "economic_type": "150",
    "industry": "C",
    "branch": "市直管理部",
    "employer_rate": "8",
    "own_rate": "8",
    "first_month": "2026-11",
    "bank": "中国银行",
    "account": "4105017800000077",
    "agent_name": "钱会计",
    "agent_identity": identity(902),
    "agent_mobile": "13900000902",
}


def opened(**other: str):
    return open_employer(
        asked={**FORM, **other},
        branches=("市直管理部",),
        today=TODAY,
        now=NOW,
        by="staff/1",
        clerk="陈柜员",
    )


def test_everything_of_the_form_is_on_file_and_the_days_of_article_14_are_told(xinyang) -> None:
    found = opened()
    made = Employer.objects.get(pk=found.employer.pk)
    assert (made.legal_name, made.legal_identity) == ("孙立", identity(77))
    assert (made.employer_rate, made.payday) == (Decimal("0.0800"), 15)
    assert (made.economic_type, made.founded_on) == ("150", date(2026, 10, 1))
    assert Appointment.objects.get(employer=made).agent.name == "钱会计"
    assert made.signed_accounts.get().holder == "青峰茶业有限公司"
    # Founded on 1 October: within 30 days is 31 October; 18 November is 18 days late.
    assert (found.register_by, found.days_late) == (date(2026, 10, 31), 18)
    assert found.open_accounts_by == date(2026, 12, 8)


def test_every_wrong_field_is_told_and_nothing_is_opened(xinyang) -> None:
    with pytest.raises(FieldsWrong) as refused:
        opened(
            credit_code=FORM["credit_code"][:-1] + "0",
            payday="40",
            employer_rate="4",
            own_rate="4",
            branch="别处",
            first_month="2030-01",
        )
    assert set(refused.value.faults) == {
        "credit_code",
        "payday",
        "employer_rate",
        "branch",
        "first_month",
    }
    assert not Employer.objects.exists()


def test_a_credit_code_is_registered_once(xinyang) -> None:
    opened()
    with pytest.raises(AlreadyRegistered):
        opened(account="", agent_identity=identity(903), agent_mobile="13900000903")

"""Employers are registered once, each with a prepayment account of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from anju.audit.models import Event
from anju.centers.current import inside
from anju.ground.identity import BadCreditCode
from anju.ground.invented import make_credit_code
from anju.ledger.lists import balances
from anju.ledger.models import Account
from anju.people.employers.register_employer import (
    AlreadyRegistered,
    Registration,
    register_employer,
)
from anju.people.models import Employer
from people_of_the_town import JULY

REGISTRATION = Registration(
    name=" 申城纺织有限公司 ",
    credit_code=make_credit_code(7),
    branch="市直管理部",
    address="演示路 1 号",
    payday=10,
    employer_rate=Decimal("0.12"),
    own_rate=Decimal("0.12"),
    first_month=JULY,
)


def register(registration: Registration = REGISTRATION) -> Employer:
    return register_employer(registration=registration, today=date(2026, 7, 1), by="柜员 01")


def test_an_employer_gets_a_number_and_an_empty_prepayment_account(xinyang) -> None:
    made = register()
    assert (made.name, made.state, made.paid_through) == ("申城纺织有限公司", "01", None)
    account = Account.objects.get(pk=made.prepayment_id)
    assert (account.subject, account.number) == ("21901", made.number)
    assert balances(accounts=[account.pk]) == {account.pk: 0}
    assert Event.objects.filter(deed="register_employer", subject=made.number).exists()


def test_one_credit_code_is_registered_once(xinyang) -> None:
    register()
    accounts = Account.objects.count()
    with pytest.raises(AlreadyRegistered, match="已办理缴存登记"):
        register(replace(REGISTRATION, name="另一个名字"))
    assert Account.objects.count() == accounts


def test_the_same_employer_may_be_registered_in_another_center(xinyang) -> None:
    register()
    with inside("zaozhuang"):
        assert not Employer.objects.exists()
        register()
    assert Employer.objects.count() == 1


@pytest.mark.parametrize("code", ["", "91411500MA3X1234XX", "9141150", "９" * 18])
def test_an_impossible_credit_code_is_refused(xinyang, code: str) -> None:
    with pytest.raises(BadCreditCode):
        register(replace(REGISTRATION, credit_code=code))
    assert not Employer.objects.exists()

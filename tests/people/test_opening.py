"""Fund accounts are opened for people: one active account each, all of a list or none."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from anju.ground.identity import BadIdentity
from anju.ledger.lists import balances
from anju.ledger.models import Account
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.accounts.open_accounts import AlreadyActive, open_fund_accounts
from anju.people.models import AccountEvent, Employer, FundAccount, Member
from people_of_the_town import JULY, TODAY, change, employer, identity, opening, staff


def test_an_account_is_opened_with_its_terms_and_its_ledger_account(mill: Employer) -> None:
    (number,) = staff(mill, opening(1, "王芳"))
    account = FundAccount.objects.select_related("member", "ledger").get(number=number)
    assert (account.state, account.base_fen, account.monthly_fen) == ("01", 600_000, 144_000)
    assert (account.first_month, account.opened_on) == (JULY, TODAY)
    assert (account.ledger.subject, account.ledger.number) == ("201", number)
    assert balances(accounts=[account.pk]) == {account.pk: 0}
    assert (account.member.name, account.member.name_pinyin) == ("王芳", "wang fang")


def test_numbers_come_in_the_given_order_and_are_never_used_twice(mill: Employer) -> None:
    first = staff(mill, opening(3, "张敏"), opening(1, "王芳"))
    names = [FundAccount.objects.get(number=number).member.name for number in first]
    assert names == ["张敏", "王芳"]
    assert not set(first) & set(staff(mill, opening(2, "李伟")))


def test_the_opening_leaves_an_event_with_its_source(wang: FundAccount) -> None:
    event = wang.events.get()
    assert (event.kind, event.month, event.source) == ("03", JULY, "test")
    assert (event.monthly_before_fen, event.monthly_fen) == (0, 144_000)


def test_nobody_opens_nothing(mill: Employer) -> None:
    assert staff(mill) == []


def test_a_person_with_an_active_account_elsewhere_is_refused(
    wang: FundAccount, forge: Employer
) -> None:
    with pytest.raises(AlreadyActive, match="先由原单位封存"):
        staff(forge, opening(1, "王芳"))
    assert not forge.accounts.exists()


def test_all_are_opened_or_none(wang: FundAccount, forge: Employer) -> None:
    accounts, ledger = FundAccount.objects.count(), Account.objects.count()
    with pytest.raises(AlreadyActive):
        staff(forge, opening(2, "李伟"), opening(1, "王芳"), opening(3, "张敏"))
    assert (FundAccount.objects.count(), Account.objects.count()) == (accounts, ledger)
    assert Member.objects.count() == 1


def test_one_person_twice_in_a_list_is_refused(mill: Employer) -> None:
    with pytest.raises(AlreadyActive):
        staff(mill, opening(1, "王芳"), opening(1, "王芳"))
    assert not FundAccount.objects.exists()


def test_a_sealed_person_may_be_opened_elsewhere_and_then_has_two_accounts(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    seal_accounts(employer=mill, accounts=[wang.pk], change=change())
    staff(forge, opening(1, "王芳"))
    states = sorted(wang.member.accounts.values_list("state", flat=True))
    assert states == ["01", "02"]


def test_who_is_known_keeps_the_name_and_mobile_on_file(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    """An employer cannot rename anybody, nor give him another phone."""
    mobile = wang.member.mobile
    seal_accounts(employer=mill, accounts=[wang.pk], change=change())
    staff(forge, replace(opening(1, "汪方"), mobile="13800000000"))
    member = Member.objects.get()
    assert (member.name, member.mobile) == ("王芳", mobile)


@pytest.mark.parametrize("wrong", ["", "41150219900307001", "411502199002300011", "x" * 18])
def test_an_impossible_identity_number_opens_nothing(mill: Employer, wrong: str) -> None:
    with pytest.raises(BadIdentity):
        staff(mill, opening(2, "李伟"), replace(opening(1, "王芳"), identity_number=wrong))
    assert not FundAccount.objects.exists()


def test_people_of_one_employer_lie_together_in_the_ledger(
    mill: Employer, forge: Employer
) -> None:
    for round_ in range(3):
        staff(mill, opening(10 + round_, "王芳"))
        staff(forge, opening(20 + round_, "李伟"))
    here = sorted(mill.accounts.values_list("pk", flat=True))
    assert here == list(range(here[0], here[0] + 3))


def test_the_database_itself_refuses_a_second_active_account(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    seal_accounts(employer=mill, accounts=[wang.pk], change=change())
    staff(forge, opening(1, "王芳"))
    with pytest.raises(IntegrityError), transaction.atomic():
        FundAccount.objects.filter(pk=wang.pk).update(state="01")


def test_five_thousand_open_in_a_handful_of_statements(
    xinyang, django_assert_max_num_queries
) -> None:
    made = employer("信阳纺织集团", seq=9)
    people = [
        replace(opening(1, "王芳"), identity_number=identity(n % 1000, born_on=_born(n)))
        for n in range(5000)
    ]
    with django_assert_max_num_queries(10):
        open_fund_accounts(employer=made, openings=people, change=change())
    assert AccountEvent.objects.count() == 5000


def _born(number: int):
    from datetime import date, timedelta

    return date(1970, 1, 1) + timedelta(days=number // 1000)

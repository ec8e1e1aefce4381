"""Accounts are sealed, unsealed, re-based and moved; each change is an event, all or none."""

import pytest

from anju.ground.calendar import Month
from anju.ledger.book import Leg, book
from anju.ledger.chart import BANK_DEPOSIT
from anju.ledger.lists import balances
from anju.ledger.models import Balance
from anju.ledger.open import fund_account
from anju.people.accounts.change_accounts import (
    NotInThatState,
    change_bases,
    seal_accounts,
    transfer_accounts,
    unseal_accounts,
)
from anju.people.accounts.open_accounts import AlreadyActive
from anju.people.lists import accounts_of, staff_of
from anju.people.models import Employer, FundAccount
from faults.month import deed
from people_of_the_town import TODAY, change, opening, staff, terms

AUGUST = Month(2026, 8)
MORE = terms(700_000, side_fen=84_000)


def seal(account: FundAccount) -> None:
    seal_accounts(employer=account.employer, accounts=[account.pk], change=change(AUGUST))
    account.refresh_from_db()


def last_event(account: FundAccount) -> tuple[str, Month, int, int]:
    event = account.events.latest("id")
    return (event.kind, event.month, event.monthly_before_fen, event.monthly_fen)


def test_a_sealed_account_owes_nothing_and_says_since_when(wang: FundAccount) -> None:
    seal(wang)
    assert (wang.state, wang.sealed_on) == ("02", TODAY)
    assert last_event(wang) == ("05", AUGUST, 144_000, 0)


def test_unsealing_starts_anew_under_new_terms(wang: FundAccount, mill: Employer) -> None:
    seal(wang)
    unseal_accounts(employer=mill, terms={wang.pk: MORE}, change=change(Month(2026, 10)))
    wang.refresh_from_db()
    assert (wang.state, wang.sealed_on, wang.base_fen) == ("01", None, 700_000)
    assert wang.first_month == Month(2026, 10)
    assert last_event(wang) == ("04", Month(2026, 10), 0, 168_000)


def test_a_new_base_keeps_the_first_month(wang: FundAccount, mill: Employer) -> None:
    first = wang.first_month
    change_bases(employer=mill, terms={wang.pk: MORE}, change=change(AUGUST))
    wang.refresh_from_db()
    assert (wang.base_fen, wang.monthly_fen, wang.first_month) == (700_000, 168_000, first)
    assert last_event(wang) == ("10", AUGUST, 144_000, 168_000)


def test_a_move_takes_balance_and_interest_days_along(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    bank = fund_account(subject=BANK_DEPOSIT, number="1", opened_on=TODAY)
    book(deed=deed("a"), legs=[Leg(wang.pk, 5000), Leg(bank, -5000)])
    before = Balance.objects.get(pk=wang.pk)
    seal(wang)
    transfer_accounts(employer=forge, terms={wang.pk: MORE}, change=change(AUGUST))
    wang.refresh_from_db()
    after = Balance.objects.get(pk=wang.pk)
    assert (wang.employer, wang.state, wang.base_fen) == (forge, "01", 700_000)
    assert (after.current_fen, after.current_product, after.version) == (
        before.current_fen,
        before.current_product,
        before.version,
    )
    assert balances(accounts=[wang.pk]) == {wang.pk: 5000}
    assert last_event(wang) == ("06", AUGUST, 0, 168_000)
    assert not mill.accounts.exists()


@pytest.mark.parametrize("verb", [unseal_accounts, change_bases, transfer_accounts])
def test_a_change_that_does_not_fit_the_state_is_refused(
    wang: FundAccount, mill: Employer, verb
) -> None:
    if verb is change_bases:
        seal(wang)
    with pytest.raises(NotInThatState, match="没有办理"):
        verb(employer=mill, terms={wang.pk: MORE}, change=change(AUGUST))


def test_sealing_twice_is_refused(wang: FundAccount, mill: Employer) -> None:
    seal(wang)
    with pytest.raises(NotInThatState):
        seal_accounts(employer=mill, accounts=[wang.pk], change=change(AUGUST))
    assert wang.events.count() == 2


@pytest.mark.parametrize("state", ["03", "04", "05", "06"])
def test_a_closed_or_frozen_account_cannot_be_changed(
    wang: FundAccount, mill: Employer, forge: Employer, state: str
) -> None:
    FundAccount.objects.filter(pk=wang.pk).update(state=state)
    for verb, at in ((unseal_accounts, mill), (change_bases, mill), (transfer_accounts, forge)):
        with pytest.raises(NotInThatState):
            verb(employer=at, terms={wang.pk: MORE}, change=change(AUGUST))
    with pytest.raises(NotInThatState):
        seal_accounts(employer=mill, accounts=[wang.pk], change=change(AUGUST))


def test_nobody_changes_the_people_of_another_employer(
    wang: FundAccount, forge: Employer
) -> None:
    with pytest.raises(NotInThatState):
        seal_accounts(employer=forge, accounts=[wang.pk], change=change(AUGUST))
    with pytest.raises(NotInThatState):
        change_bases(employer=forge, terms={wang.pk: MORE}, change=change(AUGUST))
    with pytest.raises(NotInThatState):
        transfer_accounts(employer=forge, terms={wang.pk: MORE}, change=change(AUGUST))
    wang.refresh_from_db()
    assert (wang.state, wang.employer, wang.events.count()) == ("01", wang.employer, 1)


def test_one_wrong_account_in_a_list_changes_nobody(wang: FundAccount, mill: Employer) -> None:
    staff(mill, opening(2, "李伟"))
    li = mill.accounts.exclude(pk=wang.pk).get()
    seal(li)
    with pytest.raises(NotInThatState, match="2 个账户中有 1 个"):
        seal_accounts(employer=mill, accounts=[wang.pk, li.pk], change=change(AUGUST))
    wang.refresh_from_db()
    assert wang.state == "01"


def test_who_pays_elsewhere_is_not_unsealed_here(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    seal(wang)
    staff(forge, opening(1, "王芳"))
    with pytest.raises(AlreadyActive, match="先由原单位封存"):
        unseal_accounts(employer=mill, terms={wang.pk: MORE}, change=change(AUGUST))
    wang.refresh_from_db()
    assert wang.state == "02"


def test_an_empty_change_changes_nothing(mill: Employer) -> None:
    seal_accounts(employer=mill, accounts=[], change=change(AUGUST))
    change_bases(employer=mill, terms={}, change=change(AUGUST))


def test_staff_is_found_by_name_sound_number_and_identity(
    wang: FundAccount, mill: Employer
) -> None:
    staff(mill, opening(2, "李伟"))
    for words in ("王", "wang", wang.number[-4:], wang.member.identity_number.lower()):
        assert list(staff_of(employer=mill, words=words)) == [wang]
    assert [a.member.name for a in staff_of(employer=mill)] == ["李伟", "王芳"]
    seal(wang)
    assert list(staff_of(employer=mill, state="02")) == [wang]


def test_an_employer_sees_nobody_elses_people(wang: FundAccount, forge: Employer) -> None:
    assert list(staff_of(employer=forge, words=wang.member.identity_number)) == []


def test_a_members_active_account_comes_first(
    wang: FundAccount, mill: Employer, forge: Employer
) -> None:
    seal(wang)
    staff(forge, opening(1, "王芳"))
    found = list(accounts_of(member=wang.member))
    assert [account.state for account in found] == ["01", "02"]
    assert found[0].employer == forge

"""B01 to B10: what a line of a back payment may not ask for, and where it is told."""

import pytest
from tests.paying_back import (
    AUGUST,
    DIFFERENCE,
    FULL,
    INDEFINITE,
    JULY,
    SEPTEMBER,
    bank_pays,
    edit,
    faults,
    fresh,
    listed,
    person,
    remit,
    submit,
    want,
)
from tests.people_of_the_town import change, employer, opening, staff, terms

from anju.contributions.backpay.draft import (
    AlreadyListed,
    NoSuchPerson,
    OtherKindOpen,
    Wanted,
    open_back_payment,
    put_people,
)
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import change_bases, seal_accounts, unseal_accounts
from anju.people.models import Employer, FundAccount
from anju.policy.rules import profile

JUNE, OCTOBER = Month(2026, 6), Month(2026, 10)


@pytest.fixture
def mill(xinyang) -> Employer:
    """July to September are remitted for 王芳; 李伟 was sealed for August, 张敏 left out."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    remit(made, JULY)
    account = person(made, "李伟").pk
    seal_accounts(employer=made, accounts=[account], change=change(AUGUST))
    remit(made, AUGUST)
    unseal_accounts(employer=made, terms={account: terms()}, change=change(SEPTEMBER))
    remit(made, SEPTEMBER)
    staff(made, opening(3, "张敏"))
    return made


def sentence(draft) -> str:
    (line,) = draft.lines.all()
    return line.faults[0]["sentence"]


def test_b01_a_closed_account_is_not_paid_for(mill: Employer) -> None:
    FundAccount.objects.filter(pk=person(mill, "张敏").pk).update(state="05")
    assert faults(listed(mill, FULL, want(mill, "张敏", JULY, JULY))) == ["B01"]


def test_b02_months_run_forward(mill: Employer) -> None:
    assert "B02" in faults(listed(mill, FULL, want(mill, "张敏", AUGUST, JULY)))


def test_b03_months_not_remitted_yet_are_no_back_payment(mill: Employer) -> None:
    draft = listed(mill, FULL, want(mill, "张敏", JULY, OCTOBER))
    assert faults(draft) == ["B03"]
    assert "不晚于 2026 年 9 月" in sentence(draft)
    assert (draft.total_fen, draft.heads) == (0, 0)


def test_b04_nothing_before_the_accounts_opening(mill: Employer) -> None:
    draft = listed(mill, FULL, want(mill, "张敏", JUNE, JULY))
    assert faults(draft) == ["B04"]
    assert "不早于 2026 年 7 月" in sentence(draft)


def test_b05_nothing_while_the_account_was_sealed(mill: Employer) -> None:
    draft = listed(mill, FULL, want(mill, "李伟", AUGUST, AUGUST))
    assert faults(draft) == ["B05"]
    assert "2026 年 8 月账户处于封存" in sentence(draft)


def test_b05_where_the_center_takes_them_sealed_months_are_paid(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("chuxiong"))
    draft = listed(mill, FULL, want(mill, "李伟", AUGUST, AUGUST))
    assert (faults(draft), draft.total_fen) == ([], 144_000)


def test_b06_a_full_month_is_paid_once_by_remittance_or_later(mill: Employer) -> None:
    assert faults(listed(mill, FULL, want(mill, "王芳", JULY, JULY))) == ["B06"]
    put_people(edit=edit(mill), wanted=[want(mill, "张敏", JULY, AUGUST)])
    draft = fresh(mill).back_payments.get(state="draft")
    draft.lines.exclude(faults=[]).delete()
    submit(mill, fen=2 * 144_000)
    assert faults(listed(mill, FULL, want(mill, "张敏", AUGUST, SEPTEMBER))) == ["B06"]
    bank_pays()


def test_b06_a_difference_needs_a_month_that_was_paid_and_goes_once(mill: Employer) -> None:
    assert faults(listed(mill, DIFFERENCE, want(mill, "张敏", JULY, JULY))) == ["B06"]
    fresh(mill).back_payments.get(state="draft").lines.all().delete()
    change_bases(
        employer=mill,
        terms={person(mill, "王芳").pk: terms(700_000, side_fen=84_000)},
        change=change(OCTOBER),
    )
    listed(mill, DIFFERENCE, want(mill, "王芳", JULY, JULY))
    submit(mill, fen=24_000)
    bank_pays()
    assert faults(listed(mill, DIFFERENCE, want(mill, "王芳", JULY, JULY))) == ["B06"]


def test_b07_a_difference_stays_within_the_year_of_the_present_base(mill: Employer) -> None:
    account = person(mill, "王芳").pk
    change_bases(employer=mill, terms={account: terms(700_000)}, change=change(Month(2027, 7)))
    draft = listed(mill, DIFFERENCE, want(mill, "王芳", JULY, JULY))
    assert faults(draft) == ["B07"]
    assert "只能从 2027 年 7 月算起" in sentence(draft)


@pytest.mark.parametrize("base", [600_000, 500_000])
def test_b09_no_difference_where_enough_or_more_is_paid(mill: Employer, base: int) -> None:
    account = person(mill, "王芳").pk
    change_bases(employer=mill, terms={account: terms(base)}, change=change(OCTOBER))
    assert faults(listed(mill, DIFFERENCE, want(mill, "王芳", JULY, JULY))) == ["B09"]


def test_b09_an_indefinite_one_wants_an_amount(mill: Employer) -> None:
    assert faults(listed(mill, INDEFINITE, want(mill, "王芳", JULY, JULY))) == ["B09"]


def test_b10_with_what_is_paid_no_side_passes_the_months_limit(mill: Employer) -> None:
    """The cap 28,692 × 12 % is 3,443.04, so 3,443 yuan a side; 720 are paid."""
    most = 344_300 - 72_000
    draft = listed(mill, INDEFINITE, want(mill, "王芳", JULY, JULY, most, most))
    assert faults(draft) == []
    put_people(edit=edit(mill), wanted=[want(mill, "李伟", JULY, JULY, most, most + 1)])
    bad = draft.lines.get(account=person(mill, "李伟"))
    assert [(fault["code"], fault["field"]) for fault in bad.faults] == [("B10", "own_fen")]


def test_another_employers_account_is_nobody_here(mill: Employer) -> None:
    other = employer("邻家食品有限公司", seq=2)
    staff(other, opening(9, "孙丽"))
    stranger = Wanted(person(other, "孙丽").pk, JULY, JULY)
    open_back_payment(employer=fresh(mill), kind=FULL, by="赵会计")
    with pytest.raises(NoSuchPerson):
        put_people(edit=edit(mill), wanted=[stranger])


def test_a_person_stands_in_the_list_once(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    with pytest.raises(AlreadyListed):
        put_people(edit=edit(mill), wanted=[want(mill, "张敏", AUGUST, AUGUST)])


def test_the_kind_changes_only_while_nobody_is_listed(mill: Employer) -> None:
    listed(mill, FULL)
    draft = listed(mill, DIFFERENCE)
    assert draft.kind == DIFFERENCE
    listed(mill, DIFFERENCE, want(mill, "王芳", JULY, JULY))
    with pytest.raises(OtherKindOpen):
        open_back_payment(employer=fresh(mill), kind=FULL, by="赵会计")

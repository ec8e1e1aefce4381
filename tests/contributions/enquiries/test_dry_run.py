"""先看账再交钱: who joins and leaves, by how much, and what stands out, before money moves."""

from datetime import date

import pytest
from tests.contributions.remittances.test_remit import bank_pays, remit
from tests.people_of_the_town import TODAY, FakeBank, change, employer, opening, staff, terms

from anju.contributions.enquiries.dry_run import DryRun
from anju.contributions.remittances.due import dues
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import change_bases, seal_accounts
from anju.people.accounts.close_account import close_account
from anju.people.models import Employer, FundAccount, Member

AUGUST = Month(2026, 8)


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def account(name: str) -> int:
    return FundAccount.objects.get(member__name=name).pk


def steps(mill: Employer) -> dict[str, tuple[int, int]]:
    mill.refresh_from_db()
    return {step.label: (step.heads, step.fen) for step in DryRun(mill, TODAY).summary().steps}


def warned(mill: Employer) -> dict[str, int]:
    mill.refresh_from_db()
    return {name: heads for name, _, heads in DryRun(mill, TODAY).summary().warnings}


def test_before_the_first_month_everybody_joins(mill: Employer) -> None:
    assert steps(mill) == {
        "上次汇缴": (0, 0),
        "增加": (2, 291_000),
        "减少": (0, 0),
        "基数调整": (0, 0),
        "比例调整": (0, 0),
        "本次应缴": (2, 291_000),
    }


def test_each_reason_has_its_heads_and_fen_and_they_add_up(mill: Employer) -> None:
    """2,910.00 + 周燕 1,440.00 − 李伟 1,470.00 + 王芳's base 6,000 → 9,500, 840.00 more."""
    remit(mill)
    bank_pays(FakeBank())
    seal_accounts(employer=mill, accounts=[account("李伟")], change=change(AUGUST))
    staff(mill, opening(3, "周燕"))
    change_bases(
        employer=mill,
        terms={account("王芳"): terms(950_000, side_fen=114_000)},
        change=change(AUGUST),
    )
    found = steps(mill)
    assert found["增加"] == (1, 144_000)
    assert found["减少"] == (1, -147_000)
    assert found["基数调整"] == (1, 84_000)
    before, *moves, now = found.values()
    assert before == (2, 291_000)
    assert now == (2, 291_000 + sum(fen for _, fen in moves)) == (2, 372_000)
    assert now[1] == dues(employer=mill, until=AUGUST, today=TODAY).total_fen
    assert warned(mill) == {"jumps": 1}


def test_the_persons_are_shown_with_their_difference_and_filtered(mill: Employer) -> None:
    remit(mill)
    bank_pays(FakeBank())
    seal_accounts(employer=mill, accounts=[account("李伟")], change=change(AUGUST))
    mill.refresh_from_db()
    run = DryRun(mill, TODAY)
    everybody = run.people()
    assert everybody.total == 2
    assert everybody.sums == {"before_fen": 291_000, "now_fen": 144_000, "more_fen": -147_000}
    left, same = everybody.part(slice(0, 20))
    assert (left.name, left.reason, left.now_fen, left.more_fen) == (
        "李伟",
        "left",
        None,
        -147_000,
    )
    assert (same.name, same.reason_label, same.more_fen) == ("王芳", "不变", 0)
    assert [one.name for one in run.people(reason="changed").whole()] == ["李伟"]
    assert [one.name for one in run.people(words="王").whole()] == ["王芳"]


def test_what_stands_out_is_counted_and_found(mill: Employer) -> None:
    remit(mill)
    bank_pays(FakeBank())
    one = Member.objects.get(name="王芳")
    other = Member.objects.get(name="李伟")
    other.mobile = one.mobile
    other.save()
    FundAccount.objects.filter(pk=account("李伟")).update(base_fen=99_999_999)
    FundAccount.objects.filter(pk=account("王芳")).update(base_fen=100)
    assert warned(mill) == {"jumps": 2, "over_cap": 1, "under_floor": 1, "same_mobile": 2}
    (poor,) = DryRun(mill, TODAY).people(warning="under_floor").whole()
    assert poor.name == "王芳"
    assert "基数低于下限" in poor.warning_words


def test_somebody_gone_without_a_trace_is_a_warning(mill: Employer) -> None:
    remit(mill)
    bank_pays(FakeBank())
    FundAccount.objects.filter(pk=account("李伟")).update(state="02")
    assert warned(mill) == {"unexplained": 1}


@pytest.mark.parametrize("closed_on", [date(2026, 7, 28), TODAY])
def test_whose_account_was_closed_by_a_withdrawal_is_no_warning(
    mill: Employer, closed_on: date
) -> None:
    remit(mill)
    bank_pays(FakeBank())
    gone = FundAccount.objects.get(pk=account("李伟"))
    close_account(account=gone, today=closed_on, actor="陈柜员", source="TQ000000000001")
    assert steps(mill)["减少"] == (1, -147_000)
    assert warned(mill) == {}

"""Other ratios for everybody: bounds, what it comes to, and from which month it counts."""

from decimal import Decimal

import pytest
from tests.people_of_the_town import TODAY, change, employer, opening, staff

from anju.contributions.models import Remittance
from anju.contributions.ratios.change_ratio import (
    BadRatio,
    RatioUnchanged,
    ReasonMissing,
    change_ratio,
    preview_ratio,
)
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.remittances.due import dues, next_month
from anju.contributions.remittances.remit import (
    FiguresChanged,
    RegisterPending,
    StillProcessing,
    submit_remittance,
)
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.employers.change_ratios import Ratios
from anju.people.models import AccountEvent, Employer, FundAccount, RatioChange
from anju.policy.rules import profile

JULY = Month(2026, 7)
EIGHT = Ratios(Decimal("0.08"), Decimal("0.08"))


@pytest.fixture
def mill(xinyang) -> Employer:
    """王芳 at 6,000.00 and 李伟 at 6,123.45, 12 % and 12 %."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def to(mill: Employer, ratios: Ratios = EIGHT, *, fen: int = 194_000, reason="职代会决议"):
    return change_ratio(
        employer=mill, ratios=ratios, reason=reason, expected_fen=fen, today=TODAY, by="赵会计"
    )


def both(unit: str, own: str) -> Ratios:
    return Ratios(Decimal(unit), Decimal(own))


@pytest.mark.rows("C-44", "C-57")
def test_both_sides_of_everybody_are_computed_anew_and_rounded_to_the_yuan(
    mill: Employer,
) -> None:
    # 6,000.00 × 8 % = 480.00; 6,123.45 × 8 % = 489.876, half up to 490; each side twice.
    seen = preview_ratio(employer=mill, ratios=EIGHT, today=TODAY)
    assert (seen.heads, seen.before_fen, seen.after_fen) == (2, 291_000, 194_000)
    made = to(mill)
    sides = FundAccount.objects.order_by("number").values_list("employer_fen", "own_fen")
    assert list(sides) == [(48_000, 48_000), (49_000, 49_000)]
    assert (made.heads, made.monthly_before_fen, made.monthly_fen) == (2, 291_000, 194_000)
    assert (made.month, made.reason) == (JULY, "职代会决议")
    mill.refresh_from_db()
    assert (mill.employer_rate, mill.own_rate) == (Decimal("0.0800"), Decimal("0.0800"))
    assert dues(employer=mill, until=JULY, today=TODAY).total_fen == 194_000
    receipt = Receipt.objects.get()
    assert receipt.kind_label == "单位比例变更回单"
    assert ("变更后月缴存额", "1,940.00 元") in receipt.facts.above


def test_zaozhuang_keeps_the_fen_and_takes_unequal_ratios(zaozhuang) -> None:
    made = employer()
    staff(made, opening(1, "王芳", base_fen=180_800, side_fen=21_696))
    # 1,808.00 × 12 % = 216.96 and × 7 % = 126.56.
    found = to(made, both("0.12", "0.07"), fen=34_352)
    assert found.monthly_fen == 34_352
    account = FundAccount.objects.get()
    assert (account.employer_fen, account.own_fen) == (21_696, 12_656)


def test_every_account_has_an_event_that_is_no_base_change(mill: Employer) -> None:
    made = to(mill)
    events = AccountEvent.objects.filter(source=made.number)
    assert {event.kind for event in events} == {AccountEvent.Kind.RATIO_CHANGED}
    assert sorted(events.values_list("monthly_before_fen", "monthly_fen")) == [
        (144_000, 96_000),
        (147_000, 98_000),
    ]


def test_a_sealed_account_takes_the_ratio_when_it_is_unsealed(mill: Employer) -> None:
    first = mill.accounts.order_by("number").first()
    seal_accounts(employer=mill, accounts=[first.pk], change=change(JULY))
    assert to(mill, fen=98_000).heads == 1
    first.refresh_from_db()
    assert first.employer_rate == Decimal("0.1200")


@pytest.mark.parametrize(
    ("unit", "own", "words", "too_low"),
    [
        ("0.04", "0.04", "不在 5% 至 12% 之间", True),
        ("0.13", "0.13", "不在 5% 至 12% 之间", False),
        ("0.08", "0.07", "须相同", False),
    ],
)
def test_a_ratio_outside_what_the_city_takes_is_refused(
    mill: Employer, unit: str, own: str, words: str, too_low: bool
) -> None:
    with pytest.raises(BadRatio, match=words) as refused:
        to(mill, both(unit, own))
    assert refused.value.detail["too_low"] is too_low
    assert not RatioChange.objects.exists()


def test_five_and_a_half_percent_is_refused_where_whole_percents_are_required(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = both("0.055", "0.055")
    assert preview_ratio(employer=mill, ratios=half, today=TODAY).heads == 2
    real = profile("xinyang")

    class Whole:
        def value(self, key: str, *, on):
            asked = key == "contribution.ratio_whole_percent"
            return True if asked else real.value(key, on=on)

    monkeypatch.setattr("anju.policy.rules._current", Whole)
    with pytest.raises(BadRatio, match=r"须为整数百分点，5\.5% 不行"):
        to(mill, half)


def test_the_same_ratio_and_no_reason_are_refused(mill: Employer) -> None:
    with pytest.raises(RatioUnchanged, match="没有变化"):
        to(mill, both("0.12", "0.12"))
    with pytest.raises(ReasonMissing):
        to(mill, reason="  ")


def test_while_a_register_or_a_remittance_is_under_way_ratios_stand(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    account = mill.accounts.select_related("member").first()
    put_line(
        edit=Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计"),
        entry=Entry(
            kind="seal",
            name=account.member.name,
            identity_number=account.member.identity_number,
        ),
    )
    with pytest.raises(RegisterPending):
        to(mill)
    register.lines.all().delete()
    submit_remittance(
        employer=mill,
        until=JULY,
        method=Remittance.Method.REALTIME,
        expected_fen=291_000,
        intent="a" * 32,
        today=TODAY,
        by="赵会计",
    )
    with pytest.raises(StillProcessing):
        to(mill)
    assert not RatioChange.objects.exists()


def test_a_sum_the_agent_did_not_see_changes_nothing(mill: Employer) -> None:
    with pytest.raises(FiguresChanged):
        to(mill, fen=193_999)
    mill.refresh_from_db()
    assert mill.employer_rate == Decimal("0.1200")
    assert next_month(mill) == JULY

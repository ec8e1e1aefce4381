"""Code asks by key and day; the center it stands in gives the answer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from anju.ground.money import Rounding, share
from anju.policy import rules

TODAY = date(2026, 11, 21)
CITIES = ("chuxiong", "jian", "ningbo", "xinyang", "zaozhuang")


def test_five_cities_have_profiles() -> None:
    assert rules.center_codes() == CITIES


def test_a_place_without_profile_is_an_error_not_a_default() -> None:
    with pytest.raises(LookupError, match="no profile for center 'atlantis'"):
        rules.profile("atlantis")


def test_an_unknown_key_is_a_bug_and_crashes(stand_in: Callable[[str], None]) -> None:
    stand_in("ningbo")
    with pytest.raises(KeyError):
        rules.value("contribution.own_rate", on=TODAY)


def test_the_same_question_has_another_answer_in_another_city(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("xinyang")
    assert rules.value("contribution.register_gives", on=TODAY) == "base"
    assert rules.value("identity.employer_sign_in", on=TODAY) == "number_agent_password"
    stand_in("chuxiong")
    assert rules.value("contribution.register_gives", on=TODAY) == "monthly_amount"
    assert rules.value("identity.employer_sign_in", on=TODAY) == "number_password"


@pytest.mark.rows("Z-32")
def test_zaozhuang_keeps_fen_where_the_others_keep_yuan(
    stand_in: Callable[[str], None],
) -> None:
    shares = {}
    for city in CITIES:
        stand_in(city)
        mode = rules.value("contribution.rounding", on=TODAY)
        shares[city] = share(180_800, Decimal("0.10"), mode)
    assert shares.pop("zaozhuang") == 180_80
    assert set(shares.values()) == {181_00}


def test_members_sign_in_with_what_their_city_asks_for(stand_in: Callable[[str], None]) -> None:
    stand_in("zaozhuang")
    assert rules.value("identity.member_sign_in", on=TODAY) == ("identity", "mobile")
    stand_in("ningbo")
    assert rules.value("identity.member_sign_in", on=TODAY) == ("identity", "account")


def test_interest_is_cut_where_the_rate_changed(stand_in: Callable[[str], None]) -> None:
    stand_in("jian")
    cut = rules.segments(
        "interest.rate_carried", since=date(2015, 10, 24), until=date(2016, 7, 1)
    )
    assert [(segment.opens, segment.value) for segment in cut] == [
        (date(2015, 10, 24), Decimal("0.0110")),
        (date(2016, 2, 21), Decimal("0.0150")),
    ]


def test_both_buckets_earn_one_and_a_half_percent_today(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("jian")
    for key in ("interest.rate_current", "interest.rate_carried"):
        assert rules.value(key, on=TODAY) == Decimal("0.0150")


def test_a_value_can_be_cited(stand_in: Callable[[str], None]) -> None:
    stand_in("xinyang")
    cited = rules.reference("contribution.own_ratio_lower", on=TODAY)
    assert cited == "住房公积金管理条例 第十八条"


@pytest.mark.parametrize("city", CITIES)
def test_every_city_can_be_shown_and_paid(city: str) -> None:
    profile = rules.profile(city)
    assert profile.value("hall.face", on=TODAY) == city
    assert profile.value("hall.hotline", on=TODAY) == "12329"
    assert 2 <= len(profile.value("hall.branches", on=TODAY)) <= 4
    account = profile.value("bank.collection_account", on=TODAY)
    assert account.name == profile.value("hall.name", on=TODAY)
    assert str(profile.value("hall.business_hours", on=TODAY)) == "工作日 08:30—17:30"
    assert "管理部" in str(profile.value("hall.branches", on=TODAY)[0])
    assert profile.value("contribution.rounding", on=TODAY) in Rounding


@pytest.mark.parametrize("city", CITIES)
def test_ratios_lie_between_five_and_twelve_percent(city: str) -> None:
    for side in ("employer", "own"):
        lower = rules.profile(city).value(f"contribution.{side}_ratio_lower", on=TODAY)
        upper = rules.profile(city).value(f"contribution.{side}_ratio_upper", on=TODAY)
        assert (lower, upper) == (Decimal("0.05"), Decimal("0.12"))


def test_accounts_of_the_centers_are_all_different() -> None:
    accounts = [
        rules.profile(city).value("bank.collection_account", on=TODAY).account
        for city in CITIES
    ]
    assert len(set(accounts)) == len(CITIES)


def test_menus_bear_the_names_the_cities_use() -> None:
    def titles(city: str, key: str) -> list[str]:
        return [group.title for group in rules.profile(city).value(key, on=TODAY)]

    assert titles("chuxiong", "hall.menus_employer") == [
        "员工信息查询",
        "公积金查询",
        "归集业务",
        "缴存业务",
    ]
    assert titles("xinyang", "hall.menus_employer")[0] == "当月汇缴"
    assert titles("jian", "hall.menus_member") == ["公积金查询", "我要提取", "其他业务"]
    assert titles("chuxiong", "hall.menus_member") == [
        "基本信息查询",
        "明细查询",
        "我要提取",
        "我要贷款",
        "我要还款",
        "我要变更",
    ]


def test_values_cannot_be_changed_by_who_reads_them() -> None:
    branch = rules.profile("ningbo").value("hall.branches", on=TODAY)[0]
    with pytest.raises(ValueError, match="frozen"):
        branch.name = "别处"

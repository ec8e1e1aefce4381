"""Items open and close by the clock of China, and say when to come back."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from anju.policy import rules
from anju.policy.items import CHINA, state_of, within
from anju.policy.shapes import Channel, Hours, ItemHours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [("07:59:59", False), ("08:00:00", True), ("21:59:59", True), ("22:00:00", False)],
)
def test_ningbo_takes_withdrawals_from_eight_to_twenty_two(
    stand_in: Callable[[str], None], clock: str, is_open: bool
) -> None:
    stand_in("ningbo")
    state = rules.item_open("withdrawal", channel="hall", at=at(f"2026-11-21 {clock}"))
    assert state.open is is_open


def test_out_of_hours_the_sentence_says_when_to_come_back(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("ningbo")
    state = rules.item_open("withdrawal", channel="hall", at=at("2026-11-21 22:30"))
    assert state.sentence == (
        "“提取”的办理时间为每天 08:00—22:00，现在不在办理时间内，"
        "请在 2026-11-22 08:00 以后再来。"
    )
    assert state.opens_at == at("2026-11-22 08:00")
    early = rules.item_open("withdrawal", channel="hall", at=at("2026-11-21 06:00"))
    assert early.opens_at == at("2026-11-21 08:00")


def test_moments_from_elsewhere_are_read_on_chinas_clock(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("ningbo")
    midnight_utc = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
    assert rules.item_open("withdrawal", channel="hall", at=midnight_utc).open


def test_other_cities_take_withdrawals_at_any_hour(stand_in: Callable[[str], None]) -> None:
    stand_in("chuxiong")
    assert rules.item_open("withdrawal", channel="hall", at=at("2026-11-21 03:00")).open


def test_the_counter_rests_over_the_national_holiday(stand_in: Callable[[str], None]) -> None:
    stand_in("xinyang")
    state = rules.item_open("remittance", channel="counter", at=at("2026-10-01 10:00"))
    assert not state.open
    assert state.opens_at == at("2026-10-08 08:30")
    assert rules.item_open("remittance", channel="counter", at=at("2026-10-10 10:00")).open


def test_a_channel_without_the_item_sends_people_to_the_counter(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("jian")
    state = rules.item_open("prepayment", channel="wechat", at=at("2026-11-20 10:00"))
    assert state.sentence == (
        "“预缴”暂不在微信公众号办理，请到中心柜台办理，或拨打 12329 咨询。"
    )


def test_an_item_switched_off_says_why() -> None:
    table = (ItemHours(channel=Channel.HALL, closed_because="银行系统升级"),)
    state = state_of(
        "汇缴", table, channel=Channel.HALL, at=at("2026-11-20 10:00"), hotline="12329"
    )
    assert not state.open
    assert "银行系统升级" in state.sentence


def test_hours_without_an_end_last_the_whole_day() -> None:
    assert within(Hours(), at("2026-11-21 23:59:59.999999"))
    assert within(Hours(), at("2026-11-21 00:00"))


def test_an_unknown_item_or_channel_is_a_bug_and_crashes(
    stand_in: Callable[[str], None],
) -> None:
    stand_in("jian")
    with pytest.raises(KeyError):
        rules.item_open("dance", channel="hall", at=at("2026-11-20 10:00"))
    with pytest.raises(ValueError, match="fax"):
        rules.item_open("remittance", channel="fax", at=at("2026-11-20 10:00"))

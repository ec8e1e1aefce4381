"""Calendars as other programs read them."""

from datetime import UTC, date, datetime

from tests.calendars import parse, text

from anju.portals.shared.ics import Occasion, calendar, escaped

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LONG = "发薪日（每月 10 日）后 5 日内汇缴；逾期会影响职工贷款, 请按时办理。" * 4


def of(**changes: object) -> Occasion:
    stated = {
        "uid": "abc@xinyang.example",
        "day": date(2026, 12, 31),
        "title": "2026 年 12 月住房公积金最迟汇缴日",
        "words": LONG,
        "url": "https://xinyang.example/employer/remittances",
    }
    return Occasion(**{**stated, **changes})  # type: ignore[arg-type]


def test_a_day_is_a_whole_day_with_an_alarm_three_days_before() -> None:
    (event,) = parse(calendar("办事日历", [of()], now=NOW)).inside
    assert event.properties["DTSTART;VALUE=DATE"] == "20261231"
    assert event.properties["DTEND;VALUE=DATE"] == "20270101"
    assert event.properties["DTSTAMP"] == "20261118T020000Z"
    assert event.properties["UID"] == "abc@xinyang.example"
    (alarm,) = event.inside
    assert alarm.name == "VALARM"
    assert alarm.properties["ACTION"] == "DISPLAY"
    assert alarm.properties["TRIGGER"] == "-P2DT15H"


def test_long_chinese_words_are_folded_between_characters_and_come_back_whole() -> None:
    (event,) = parse(calendar("办事日历", [of()], now=NOW)).inside
    assert text(event.properties["DESCRIPTION"]) == LONG


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    odd = "甲;乙,丙\\丁\r\n戊\n己"
    assert escaped(odd) == "甲\\;乙\\,丙\\\\丁\\n戊\\n己"
    (event,) = parse(calendar("x", [of(words=odd)], now=NOW)).inside
    assert text(event.properties["DESCRIPTION"]) == odd.replace("\r\n", "\n")


def test_an_empty_calendar_is_one_all_the_same() -> None:
    made = parse(calendar("办事日历", [], now=NOW))
    assert made.inside == []
    assert made.properties["VERSION"] == "2.0"
    assert made.properties["X-WR-CALNAME"] == "办事日历"

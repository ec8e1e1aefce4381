"""可提日历 as a page and as a file: five questions, reminders from its lines, nobody's data."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.test import Client
from tests.calendars import Component, parse
from tests.calendars import text as plain
from tests.people_of_the_town import opening, staff
from tests.portals.conftest import enrolled
from tests.portals.member.conftest import enter
from tests.portals.member.withdrawing import (
    ALL,
    CARD,
    RENT,
    TEN,
    Clock,
    clock,
    errors_in,
    room,
    saver,
    seal,
    text,
)

from anju.people.models import Employer, FundAccount, Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.withdrawals.reminders.ask_reminder import reminders_of

__all__ = ["clock", "room", "saver"]
CALENDAR, FILE = f"{ALL}/calendar", f"{ALL}/calendar/file.ics"
LEFT = "employment_ended"


def section(shown: str, heading: str) -> str:
    return shown.partition(f'aria-labelledby="{heading}"')[2].partition("</section>")[0]


def row_of(shown: str, key: str) -> str:
    return shown.partition(f'<li id="d-{key}"')[2].partition("</li>")[0]


def events_of(answer) -> dict[str, Component]:
    found = parse(answer.content).inside
    return {plain(one.properties["SUMMARY"]): one for one in found}


def test_possible_today_on_top_then_the_days_then_what_has_none(
    room: Client, saver: Member
) -> None:
    seal(saver, months=5)
    shown = text(room.get(CALENDAR))
    assert 'href="/my/withdrawals/reasons/home_purchase"' in section(shown, "now-h")
    assert "同一套住房只提取一次" in section(shown, "now-h")
    december = section(shown, "m202612")
    assert "2026-12-18" in december
    assert "星期五 · 还有 30 天" in december
    row = row_of(shown, LEFT)
    assert "2026-06-18 封存" in row
    assert '规则 <span class="num">W07</span> 封存期限' in row
    assert "依据：" in row
    assert "出生" in row_of(shown, "retirement")
    assert "没有登记" in row_of(shown, "commercial_loan_repayment")
    order = [
        shown.index(f'aria-labelledby="{one}"') for one in ("now-h", "m202612", "no-day-h")
    ]
    assert order == sorted(order)


def test_the_panorama_leads_there_and_back(room: Client) -> None:
    assert f'href="{CALENDAR}"' in text(room.get(ALL))
    assert f'href="{ALL}"' in text(room.get(CALENDAR))


def test_a_line_asks_for_its_reminder_and_takes_it_back(room: Client, saver: Member) -> None:
    seal(saver, months=5)
    url = f"{ALL}/reasons/{LEFT}/reminder"
    done = room.post(url, {"from": "calendar"}, follow=True)
    assert done.redirect_chain == [(f"{CALENDAR}?reminder=on#d-{LEFT}", 302)]
    assert "可以办理时提醒您" in row_of(text(done), LEFT)
    assert reminders_of(member=saver) == {LEFT}
    gone = room.post(f"{url}-removal", {"from": "calendar"}, follow=True)
    assert gone.redirect_chain == [(f"{CALENDAR}?reminder=off#d-{LEFT}", 302)]
    assert reminders_of(member=saver) == frozenset()


def test_what_is_possible_already_is_refused_on_the_same_page(room: Client) -> None:
    refused = room.post(f"{RENT}/reminder", {"from": "calendar"})
    assert refused.status_code == 422
    assert "“租房提取”现在就可以办理" in errors_in(refused)
    assert "<h1>可提日历</h1>" in text(refused)


def test_the_file_holds_the_days_and_nobody(room: Client, saver: Member) -> None:
    account = seal(saver, months=5)
    until = TEN + timedelta(days=2)
    hold_payouts(member=saver, reason=Hold.Reason.UNLOCKED, until=until, now=TEN, by="test")
    answer = room.get(FILE)
    assert answer["Content-Type"].startswith("text/calendar")
    assert 'filename="withdrawals.ics"' in answer["Content-Disposition"]
    events = events_of(answer)
    assert events["恢复支付"].properties["DTSTART;VALUE=DATE"] == "20261120"
    left = events["可以办理：与单位终止（解除）劳动关系"]
    assert left.properties["DTSTART;VALUE=DATE"] == "20261218"
    assert left.inside[0].properties["TRIGGER"] == "PT9H"
    assert "W07 封存期限" in plain(left.properties["DESCRIPTION"])
    whole = answer.content.replace(b"\r\n ", b"").decode()
    born = f"{saver.born_on:%Y-%m-%d}"
    for secret in (saver.name, account.number, CARD[-4:], born, "2026-06-18", "5,760"):
        assert secret not in whole


def test_a_day_that_moves_keeps_its_name(room: Client, saver: Member) -> None:
    account = seal(saver, months=5)
    title = "可以办理：与单位终止（解除）劳动关系"
    before = events_of(room.get(FILE))[title].properties
    account.sealed_on = date(2026, 9, 18)
    account.save()
    after = events_of(room.get(FILE))[title].properties
    assert (before["UID"], after["DTSTART;VALUE=DATE"]) == (after["UID"], "20270318")
    assert re.fullmatch(r"[0-9a-f]{32}@xinyang\.localhost", after["UID"])


def test_who_need_not_wait_for_any_day_is_told_so(room: Client, saver: Member) -> None:
    FundAccount.objects.filter(member=saver).update(state=FundAccount.State.WITHDRAWN)
    shown = text(room.get(CALENDAR))
    assert "没有要等到某一天的提取" in shown
    assert FILE not in shown
    assert events_of(room.get(FILE)) == {}


def test_it_is_looked_at_and_nothing_else_and_by_members_alone(
    hall: Client, room: Client, clock: Clock
) -> None:
    for url in (CALENDAR, FILE):
        assert room.post(url).status_code == 405
        stranger = Client(HTTP_HOST="xinyang.localhost").get(url)
        assert stranger.status_code == 302
        assert "/sign-in" in stranger["Location"]


def test_everybody_sees_his_own(room: Client, saver: Member, mill: Employer) -> None:
    seal(saver, months=5)
    staff(mill, opening(3, "孙七"))
    other = enter(room, enrolled(Member.objects.get(name="孙七")))
    assert "2026-06-18" not in text(other.get(CALENDAR))

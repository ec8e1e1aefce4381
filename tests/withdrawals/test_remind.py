"""到期提醒: whoever asked is told on the day, once, by day; half-filled forms too (C1.4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.withdrawals.conftest import NOON, TODAY

from anju.batch import jobs
from anju.notices.models import Message, Notice
from anju.people.models import FundAccount, Member
from anju.policy import rules
from anju.withdrawals.applying.draft import Kept, draft_of, drafts_of, keep_draft, sweep_drafts
from anju.withdrawals.models import Draft, Reminder
from anju.withdrawals.reminders.ask_reminder import (
    NothingToWaitFor,
    ask_reminder,
    drop_reminder,
    reminders_of,
)
from anju.withdrawals.reminders.remind import remind
from anju.withdrawals.reminders.remind_of_drafts import remind_of_drafts

DAY = date(2027, 4, 1)
LEFT = "employment_ended"


@pytest.fixture
def left(wang: Member, account: FundAccount) -> Member:
    """王芳 left on 1 October 2026: from 1 April 2027 on she may take everything out."""
    account.state, account.sealed_on = FundAccount.State.SEALED, date(2026, 10, 1)
    account.save()
    return wang


@pytest.fixture
def waits(left: Member) -> Reminder:
    return ask_reminder(member=left, reason=LEFT, today=TODAY, now=NOON)


@pytest.fixture
def by_sms(monkeypatch: pytest.MonkeyPatch):
    def switched(on: bool) -> None:
        usual = rules.value
        monkeypatch.setattr(
            "anju.withdrawals.reminders.remind.value",
            lambda key, *, on_=on, **how: (
                on_ if key == "withdrawal.reminder_by_sms" else usual(key, **how)
            ),
        )

    return switched


def noon_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC)


def look_on(day: date) -> int:
    return remind(today=day, now=noon_of(day))


def test_on_the_day_and_not_before_she_is_told_once(left: Member, waits: Reminder) -> None:
    assert look_on(TODAY) == look_on(DAY - timedelta(days=1)) == 0
    assert Notice.objects.filter(business="提取到期提醒").count() == 0
    assert look_on(DAY) == 1
    (notice,) = Notice.objects.filter(business="提取到期提醒")
    assert notice.recipient == left.pk
    assert "“与单位终止（解除）劳动关系”现在可以办理，可提 5,760.00 元" in notice.text
    assert "请先备齐：解除（终止）劳动关系证明" in notice.text
    (message,) = Message.objects.filter(kind=Message.Kind.NOTICE)
    assert "现在可以办理" in message.text
    assert "元" not in message.text
    assert look_on(DAY) == look_on(DAY + timedelta(days=1)) == 0
    assert reminders_of(member=left) == frozenset()


def test_what_was_taken_back_is_not_told(left: Member, waits: Reminder) -> None:
    drop_reminder(member=left, reason=LEFT)
    drop_reminder(member=left, reason=LEFT)
    assert look_on(DAY) == 0
    assert Notice.objects.filter(business="提取到期提醒").count() == 0


def test_what_is_possible_today_or_never_needs_no_reminder(
    left: Member, waits: Reminder
) -> None:
    with pytest.raises(NothingToWaitFor, match="现在就可以办理"):
        ask_reminder(member=left, reason=LEFT, today=DAY, now=NOON)
    before = date(2026, 9, 19)
    with pytest.raises(NothingToWaitFor, match="2026 年 9 月 20 日"):
        ask_reminder(member=left, reason="decoration", today=before, now=NOON)
    assert Reminder.objects.count() == 1


def test_asked_twice_it_is_kept_once_and_after_it_was_told_it_begins_anew(
    left: Member, account: FundAccount, waits: Reminder
) -> None:
    again = ask_reminder(member=left, reason=LEFT, today=TODAY, now=NOON)
    assert again.pk == waits.pk
    assert look_on(DAY) == 1
    account.sealed_on = date(2027, 1, 1)
    account.save()
    later = NOON + timedelta(days=200)
    ask_reminder(member=left, reason=LEFT, today=DAY, now=later)
    assert reminders_of(member=left) == {LEFT}
    assert look_on(date(2027, 7, 1)) == 1
    assert Notice.objects.filter(business="提取到期提醒").count() == 2


@pytest.mark.parametrize("hour", [17, 0])
def test_by_night_nobody_is_told_and_in_the_morning_he_is(waits: Reminder, hour: int) -> None:
    night = noon_of(DAY).replace(hour=hour)  # 01:00 and 08:00 in China
    assert remind(today=DAY, now=night) == 0
    assert look_on(DAY) == 1


def test_a_center_may_send_no_text_message_and_a_member_may_want_none(
    left: Member, waits: Reminder, by_sms
) -> None:
    by_sms(False)
    assert look_on(DAY) == 1
    assert not Message.objects.filter(kind=Message.Kind.NOTICE).exists()
    by_sms(True)
    Member.objects.update(sms_notices=False)
    Reminder.objects.update(told_on=None, looked_on=None)
    assert look_on(DAY) == 1
    assert not Message.objects.filter(kind=Message.Kind.NOTICE).exists()


def test_many_are_looked_at_together(
    left: Member, waits: Reminder, monkeypatch, django_assert_max_num_queries
) -> None:
    for reason in ("retirement", "commercial_loan_repayment", "fund_loan_repayment"):
        ask_reminder(member=left, reason=reason, today=TODAY, now=NOON)
    with django_assert_max_num_queries(16):
        assert look_on(DAY) == 1
    monkeypatch.setattr("anju.withdrawals.reminders.remind.AT_ONCE", 1)
    Reminder.objects.update(looked_on=None, told_on=None)
    assert look_on(DAY) == 1
    assert Reminder.objects.filter(looked_on=DAY).count() == 4


def test_a_form_left_lying_is_told_once_and_then_forgotten(wang: Member) -> None:
    keep_draft(member=wang, reason="rent", kept=Kept(told={"months": "2"}), now=NOON)
    assert draft_of(member=wang, reason="rent", now=NOON).kept_until == NOON + timedelta(
        days=30
    )
    assert remind_of_drafts(now=NOON + timedelta(days=22)) == 0
    told_at = NOON + timedelta(days=23)
    assert (remind_of_drafts(now=told_at), remind_of_drafts(now=told_at)) == (1, 0)
    (notice,) = Notice.objects.filter(business="提取申请未提交")
    assert "“租房提取”申请填到一半" in notice.text
    assert "保存到 2026-12-18" in notice.text
    assert sweep_drafts(now=NOON + timedelta(days=29)) == 0
    assert drafts_of(member=wang, now=NOON + timedelta(days=30)) == {}
    assert sweep_drafts(now=NOON + timedelta(days=30)) == 1


def test_whoever_goes_on_with_it_may_be_told_again_and_the_forgotten_is_not_told(
    wang: Member,
) -> None:
    keep_draft(member=wang, reason="rent", kept=Kept(), now=NOON)
    assert remind_of_drafts(now=NOON + timedelta(days=23)) == 1
    keep_draft(member=wang, reason="rent", kept=Kept(), now=NOON + timedelta(days=24))
    assert Draft.objects.get().told_at is None
    assert remind_of_drafts(now=NOON + timedelta(days=60)) == 0


def test_the_round_of_the_jobs_reminds_and_tidying_forgets(
    waits: Reminder, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_draft(member=waits.member, reason="rent", kept=Kept(), now=NOON)
    monkeypatch.setattr(jobs, "active_codes", lambda: ["xinyang"])
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)
    monkeypatch.setattr(jobs, "business_day", lambda: DAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=23))
    jobs.look_around(0)
    found = Notice.objects.filter(recipient=waits.member_id)
    assert {"提取到期提醒", "提取申请未提交"} <= set(found.values_list("business", flat=True))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=31))
    jobs.tidy_door(0)
    assert not Draft.objects.exists()

"""宁波's one-page paths: nobody else's loan, no typed amount, nothing at night."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.people_of_the_town import opening, staff
from tests.portals.member.conftest import enter
from tests.portals.member.lending import lend
from tests.portals.member.test_withdrawal_mending import send_back
from tests.portals.member.withdrawing import (
    TEN,
    Clock,
    city,
    clock,
    code_for,
    errors_in,
    intent_of,
    room,
    saver,
    seal,
    text,
)

from anju.identity.models import Code
from anju.people.models import Employer, Member
from anju.policy.rules import Profile, profile
from anju.withdrawals.models import LoanRecord, Withdrawal

__all__ = ["city", "clock", "room", "saver"]

COMMERCIAL, FUND = LoanRecord.Kind
REASONS = "/my/withdrawals/reasons"
URLS = {
    COMMERCIAL: f"{REASONS}/commercial_loan_repayment/form",
    FUND: f"{REASONS}/fund_loan_repayment/form",
}
NIGHT = TEN + timedelta(hours=13)


@pytest.fixture(autouse=True)
def ningbo(city) -> None:
    city("ningbo")


@pytest.fixture
def strangers(saver: Member, mill: Employer) -> dict[str, LoanRecord]:
    """Another member's loans of both kinds."""
    staff(mill, opening(3, "孙七"))
    sun = Member.objects.get(name="孙七")
    return {kind: lend(sun, kind) for kind in LoanRecord.Kind}


@pytest.mark.rows("N-09", "N-11")
@pytest.mark.parametrize("kind", LoanRecord.Kind)
def test_nobody_elses_loan_is_shown_calculated_proven_or_submitted(
    room: Client, saver: Member, strangers: dict[str, LoanRecord], kind: str
) -> None:
    lend(saver, kind)
    theirs, url = strangers[kind], URLS[LoanRecord.Kind(kind)]
    shown = room.get(f"{url}?loan={theirs.number}")
    assert f'value="{theirs.number}"' not in text(shown)
    assert theirs.contract_number not in text(shown)
    intent = intent_of(text(shown))
    form = {"loan": theirs.number, "intent": intent}
    for press in ({"press": "calculate"}, {"ask_code": "1"}, {"press": "on", "code": "1"}):
        refused = room.post(url, {**form, **press})
        assert (refused.status_code, theirs.contract_number in text(refused)) == (422, False)
        assert "材料号不是您的" in errors_in(refused)
    echoed = text(room.post(url, {**form, "press": "echo"}))
    assert "没有查到您本人的材料号" in echoed
    assert theirs.contract_number not in echoed
    assert (Withdrawal.objects.count(), Code.objects.count()) == (0, 0)


@pytest.mark.rows("N-09")
def test_a_loan_of_the_other_kind_is_not_taken(room: Client, saver: Member) -> None:
    fund = lend(saver, FUND)
    url = URLS[COMMERCIAL]
    shown = text(room.get(f"{url}?lookup=1"))
    assert "没有查到您作为主贷人的商业住房贷款" in shown
    assert fund.number not in shown
    refused = room.post(url, {"loan": fund.number, "press": "calculate"})
    assert "材料号不是您的" in errors_in(refused)


@pytest.mark.rows("N-09", "N-18")
def test_without_script_the_lookup_stands_open_on_the_page(room: Client, saver: Member) -> None:
    loan = lend(saver, COMMERCIAL)
    url = URLS[COMMERCIAL]
    first = text(room.get(url))
    assert 'id="tips" aria-labelledby="tips-h" open' in first
    assert 'href="?lookup=1"' in first
    assert 'id="loan-lookup" aria-labelledby="lookup-h" open' in text(
        room.get(f"{url}?lookup=1")
    )
    picked = text(room.get(f"{url}?loan={loan.number}"))
    assert f'value="{loan.number}" autocomplete="off" readonly' in picked
    assert loan.contract_number in picked
    assert 'id="tips"' not in picked


@pytest.mark.rows("N-10")
def test_an_amount_in_the_form_changes_nothing_of_a_closing(
    room: Client, saver: Member
) -> None:
    seal(saver, months=1)
    url = f"{REASONS}/external_transfer/form"
    forged = {"amount": "99999.00", "amount_fen": "9999900", "cost": "99999"}
    intent = intent_of(text(room.get(url)))
    code = code_for(room, url, saver, intent=intent, **forged)
    sent = room.post(url, {"intent": intent, "code": code, "press": "on", **forged})
    assert sent.status_code == 302, text(sent)
    assert Withdrawal.objects.get().amount_fen == 4 * 144_000


@pytest.mark.rows("N-09", "N-11")
@pytest.mark.parametrize("kind", LoanRecord.Kind)
def test_less_cannot_be_typed_where_the_amount_is_calculated(
    room: Client, saver: Member, kind: str
) -> None:
    loan, url = lend(saver, kind), URLS[LoanRecord.Kind(kind)]
    intent = intent_of(text(room.get(url)))
    form = {"loan": loan.number, "intent": intent, "amount": "1.00"}
    code = code_for(room, url, saver, **form)
    assert room.post(url, {**form, "code": code, "press": "on"}).status_code == 302
    assert Withdrawal.objects.get().amount_fen == 100_000


@pytest.mark.rows("N-09")
def test_a_returned_loan_is_chosen_anew_among_ones_own(
    room: Client, saver: Member, strangers: dict[str, LoanRecord]
) -> None:
    wrong, right = lend(saver, COMMERCIAL), lend(saver, COMMERCIAL)
    url = URLS[COMMERCIAL]
    form = {"loan": wrong.number, "intent": intent_of(text(room.get(url)))}
    code = code_for(room, url, saver, **form)
    room.post(url, {**form, "code": code, "press": "on"})
    made = Withdrawal.objects.get()
    send_back(made, "loan")
    mending = f"/my/cases/{made.case.number}/mending"
    shown = text(room.get(mending))
    assert f'<option value="{right.number}"' in shown
    theirs = strangers[COMMERCIAL]
    assert theirs.number not in shown
    assert room.post(mending, {"loan": theirs.number}).status_code == 422
    assert room.post(mending, {"loan": right.number}).status_code == 302
    made.refresh_from_db()
    assert (made.loan, made.told["loan"]) == (right, right.number)


@pytest.mark.rows("N-07")
def test_at_night_no_code_is_sent_and_nothing_goes_in(
    room: Client, saver: Member, clock: Clock
) -> None:
    seal(saver, months=1)
    url = _at_night(room, clock, saver)
    assert "现在不在办理时间内，请在 2026-11-19 08:00 以后再来" in text(room.get(url))
    refused = room.post(url, {"intent": "a" * 32, "ask_code": "1"})
    assert "每天 08:00—22:00" in errors_in(refused)
    refused = room.post(url, {"intent": "a" * 32, "press": "on", "code": "123456"})
    assert "每天 08:00—22:00" in errors_in(refused)
    assert (Withdrawal.objects.count(), Code.objects.count()) == (0, 0)
    # On a path in steps it is told before the first field.
    assert "每天 08:00—22:00" in text(room.get(f"{REASONS}/home_purchase"))


@pytest.mark.rows("N-07")
def test_where_the_profile_keeps_it_overnight_the_page_says_so(
    room: Client, saver: Member, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(saver, months=1)
    known = profile("ningbo").timelines
    key = "withdrawal.outside_hours"
    patient = type(known[key])(
        key, "夜间", "choice", TEN.date(), known[key].first_days, ("queue",), ("测试",)
    )
    kept = Profile("ningbo", {**known, key: patient})
    monkeypatch.setattr("anju.policy.rules._current", lambda: kept)
    url = _at_night(room, clock, saver)
    shown = text(room.get(url))
    assert "申请会先收下，2026-11-19 08:00 自动受理" in shown
    intent = intent_of(shown)
    code = code_for(room, url, saver, intent=intent)
    sent = room.post(url, {"intent": intent, "code": code, "press": "on"})
    made = text(room.get(sent["Location"]))
    assert "申请已收下" in made
    assert "2026-11-19 08:00" in made
    assert "确认撤回" in made


def _at_night(room: Client, clock: Clock, member: Member) -> str:
    """23:00, signed in a moment ago."""
    clock(NIGHT)
    room.cookies.clear()
    enter(room, member)
    return f"{REASONS}/external_transfer/form"

"""A remittance by transfer waits for its money, is paid by it once, or is taken back."""

from datetime import date, timedelta

import pytest
from tests.contributions.suspense.town import (
    SUM,
    by_transfer,
    comes,
    money_comes,
    notice,
    prepaid,
)
from tests.people_of_the_town import JULY, TODAY

from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Remittance, Share, Suspense
from anju.contributions.remittances.remit import StillProcessing, TransferNotOffered
from anju.contributions.suspense.claim import StillAwaited, put_arrival_by
from anju.contributions.suspense.withdraw_transfer import NotWaiting, withdraw_transfer
from anju.documents.lists import stated
from anju.documents.models import Receipt
from anju.ground.references import is_reference
from anju.ledger.lists import balances
from anju.ledger.models import Entry
from anju.payments.take_arrivals import take_notice
from anju.people.models import Employer
from anju.policy import rules


def test_it_gets_a_reference_and_five_working_days_and_moves_nothing(mill: Employer) -> None:
    found = by_transfer(mill)
    assert (found.state, found.total_fen, found.order) == ("waiting", SUM, None)
    assert is_reference(found.reference)
    assert found.expires_on == date(2026, 11, 25)  # Wednesday the 18th and five working days
    assert not Entry.objects.exists()


@pytest.mark.parametrize("where", ["remark", "digest"])
def test_the_exact_sum_with_the_reference_posts_it_with_a_receipt(
    mill: Employer, where: str
) -> None:
    found = by_transfer(mill)
    text = f"公积金{found.reference}"
    place = comes(notice(**{"remark": "", "digest": "转账", where: text}))
    found.refresh_from_db()
    assert (found.state, found.posted_on) == ("posted", TODAY)
    assert (place.state, place.found_by, place.confidence) == ("allotted", where, 100)
    held = balances(accounts=mill.accounts.values_list("pk", flat=True))
    assert sorted(held.values()) == [144_000, 147_000]
    mill.refresh_from_db()
    assert mill.paid_through == JULY
    told = dict(stated(receipt=Receipt.objects.get()))
    assert "转账汇款" in told.values()
    assert place.arrival.bank_serial in told.values()
    assert prepaid(mill) == 0


def test_the_same_money_told_twice_and_on_the_statement_is_there_once(mill: Employer) -> None:
    told = notice(remark=by_transfer(mill).reference)
    assert [take_notice(notice=told) for _ in range(3)] == [True, False, False]
    allot_settled_money(today=TODAY)
    allot_settled_money(today=TODAY)
    assert Suspense.objects.count() == 1
    assert Entry.objects.filter(kind="81").count() == 1


def test_less_money_waits_and_a_second_transfer_makes_it_whole(mill: Employer) -> None:
    found = by_transfer(mill)
    first = money_comes(SUM - 100, remark=found.reference)
    found.refresh_from_db()
    assert (found.state, first.state, first.remittance) == ("waiting", "open", found)
    money_comes(100, remark=found.reference)
    found.refresh_from_db()
    assert found.state == "posted"
    assert set(found.arrivals.values_list("state", flat=True)) == {"allotted"}


def test_what_is_too_much_goes_to_the_prepayment_account_with_its_own_receipt(
    mill: Employer,
) -> None:
    found = by_transfer(mill)
    money_comes(SUM + 4_321, remark=found.reference)
    assert prepaid(mill) == 4_321
    line = mill.prepayments.get()
    assert (line.way, line.state, line.amount_fen) == ("arrival", "posted", 4_321)
    assert found.number in line.note
    assert Receipt.objects.count() == 2


def test_money_after_its_day_stays_in_suspense_and_says_so(mill: Employer) -> None:
    found = by_transfer(mill)
    late = found.expires_on + timedelta(days=1)
    place = comes(notice(remark=found.reference, day=late), today=late)
    assert (place.state, place.employer, place.remittance) == ("open", mill, None)
    assert "到得晚了" in place.why_open
    allot_settled_money(today=late + timedelta(days=1))
    found.refresh_from_db()
    assert (found.state, "没有到齐" in found.failure) == ("failed", True)
    put_arrival_by(number=place.number, employer=mill, today=late, by="赵会计")
    assert prepaid(mill) == SUM


def test_until_the_statement_of_the_last_day_is_there_it_is_not_ended(mill: Employer) -> None:
    found = by_transfer(mill)
    allot_settled_money(today=found.expires_on + timedelta(days=1))
    found.refresh_from_db()
    assert found.state == "waiting"
    comes(
        notice(remark=found.reference, day=found.expires_on),
        today=found.expires_on + timedelta(days=1),
    )
    found.refresh_from_db()
    assert found.state == "posted"


def test_withdrawn_its_months_are_open_again_and_what_came_in_part_is_kept(
    mill: Employer,
) -> None:
    found = by_transfer(mill)
    place = money_comes(500, remark=found.reference)
    with pytest.raises(StillAwaited):
        put_arrival_by(number=place.number, employer=mill, today=TODAY, by="赵会计")
    withdraw_transfer(number=found.number, employer=mill, by="赵会计")
    assert not Share.objects.filter(live=True).exists()
    place.refresh_from_db()
    assert (place.state, place.remittance, place.employer) == ("open", None, mill)
    assert "单位已撤回" in place.why_open
    again = by_transfer(mill)
    assert again.reference != found.reference
    money_comes(SUM, remark=again.reference)
    again.refresh_from_db()
    assert again.state == "posted"


def test_a_paid_one_cannot_be_withdrawn(mill: Employer) -> None:
    found = by_transfer(mill)
    money_comes(SUM, remark=found.reference)
    with pytest.raises(NotWaiting, match="已入账"):
        withdraw_transfer(number=found.number, employer=mill, by="赵会计")


def test_while_one_waits_another_is_refused_with_its_reference(mill: Employer) -> None:
    found = by_transfer(mill)
    with pytest.raises(StillProcessing, match=found.reference):
        by_transfer(mill)


def test_more_money_for_a_paid_remittance_is_the_employers_own_to_put_by(
    mill: Employer,
) -> None:
    found = by_transfer(mill)
    money_comes(SUM, remark=found.reference)
    twice = money_comes(SUM, remark=found.reference)
    assert (twice.state, twice.employer) == ("open", mill)
    assert "多到的款" in twice.why_open
    assert Remittance.objects.count() == 1


def test_where_the_profile_does_not_offer_it_nothing_is_written(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_current", lambda: rules.profile("chuxiong"))
    with pytest.raises(TransferNotOffered, match="实时结算或预缴转出"):
        by_transfer(mill)
    assert not Remittance.objects.exists()

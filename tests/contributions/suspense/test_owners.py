"""Whose money it is: 备注 before 摘要 before 户名; what is not certain, a person confirms."""

import pytest
from tests.contributions.suspense.town import (
    SUM,
    by_transfer,
    comes,
    finance,
    money_comes,
    notice,
    prepaid,
)
from tests.faults.month import NOW
from tests.people_of_the_town import TODAY, FakeBank, employer, staff
from tests.people_of_the_town import opening as person

from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Suspense, SuspenseDeed
from anju.contributions.prepay import book_cheque
from anju.contributions.suspense.ask import Asker, SayWhy, ask_assign, ask_return
from anju.contributions.suspense.claim import (
    ArrivalIsHeld,
    ArrivalIsSettled,
    ArrivalNotYours,
    NothingToConfirm,
    confirm_arrival,
    disown_arrival,
    put_arrival_by,
)
from anju.contributions.suspense.decide import DeedIsDecided, OwnDeed, decide_deed
from anju.contributions.suspense.give_back import NowhereToReturn
from anju.ledger.models import Entry
from anju.payments.models import Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Employer


def bank_says(state: str, reason: str = "") -> None:
    """What waits is sent, and the bank answers all of it."""
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        answer = bank.says(serial, state, reason=reason)
        record_answer(answer=answer, source="callback", now=NOW)
    allot_settled_money(today=TODAY)


def test_a_reference_in_the_remark_goes_before_one_in_the_digest(mill: Employer) -> None:
    other = employer("信阳丝厂", seq=2)
    staff(other, person(7, "周燕"))
    ours, theirs = by_transfer(mill), by_transfer(other, fen=144_000)
    place = comes(notice(remark=ours.reference, digest=theirs.reference))
    assert (place.employer, place.found_by, place.state) == (mill, "remark", "allotted")


def test_two_references_in_one_remark_are_for_a_person(mill: Employer) -> None:
    other = employer("信阳丝厂", seq=2)
    staff(other, person(7, "周燕"))
    both = f"{by_transfer(mill).reference} {by_transfer(other, fen=144_000).reference}"
    place = comes(notice(remark=both))
    assert (place.employer, place.confidence) == (None, 0)
    assert "几个汇款附言码" in place.why_open


@pytest.mark.parametrize(
    ("payer", "name", "fen", "confidence", "awaited"),
    [
        ("410501780000000001", "申城纺织有限公司", SUM, 95, True),
        ("6222000000000009", "申城纺织有限公司", SUM, 85, True),
        ("6222000000000009", "申城纺织 有限公司", SUM, 85, True),
        ("410501780000000001", "申城纺织有限公司", SUM - 1, 70, False),
        ("6222000000000009", "申城纺织有限公司", 5, 50, False),
        ("6222000000000009", "申城纺织", SUM, 0, False),
    ],
)
def test_name_and_sum_are_a_proposal_and_never_post_by_themselves(
    mill: Employer, payer: str, name: str, fen: int, confidence: int, awaited: bool
) -> None:
    found = by_transfer(mill)
    place = comes(notice(fen, payer=payer, name=name))
    assert (place.state, place.confidence) == ("open", confidence)
    assert (place.remittance == found) == awaited
    found.refresh_from_db()
    assert found.state == "waiting"


def test_a_confirmed_proposal_posts_the_remittance_and_only_once(mill: Employer) -> None:
    found = by_transfer(mill)
    place = money_comes(name="申城纺织有限公司")
    confirm_arrival(number=place.number, employer=mill, today=TODAY, by="赵会计")
    found.refresh_from_db()
    assert found.state == "posted"
    with pytest.raises(ArrivalIsSettled):
        confirm_arrival(number=place.number, employer=mill, today=TODAY, by="钱会计")


def test_a_disowned_proposal_is_nobodys_and_the_finance_office_looks(mill: Employer) -> None:
    by_transfer(mill)
    place = money_comes(name="申城纺织有限公司")
    disown_arrival(number=place.number, employer=mill, by="赵会计")
    place.refresh_from_db()
    assert (place.employer, place.remittance, place.confidence) == (None, None, 0)
    with pytest.raises(ArrivalNotYours):
        confirm_arrival(number=place.number, employer=mill, today=TODAY, by="赵会计")


def test_certain_money_is_neither_confirmed_nor_disowned(mill: Employer) -> None:
    place = money_comes(5, remark=by_transfer(mill).reference)
    for deed in (
        lambda: confirm_arrival(number=place.number, employer=mill, today=TODAY, by="a"),
        lambda: disown_arrival(number=place.number, employer=mill, by="a"),
    ):
        with pytest.raises(NothingToConfirm):
            deed()


def test_another_employer_reaches_nothing_of_it(mill: Employer) -> None:
    other = employer("信阳丝厂", seq=2)
    place = money_comes(5, remark=by_transfer(mill).reference)
    with pytest.raises(ArrivalNotYours):
        put_arrival_by(number=place.number, employer=other, today=TODAY, by="x")
    with pytest.raises(ArrivalNotYours):
        ask_return(
            number=place.number, employer=other, reason="退回", asker=Asker("x"), today=TODAY
        )


def test_a_clerk_assigns_unknown_money_and_another_lets_it_post(mill: Employer) -> None:
    found = by_transfer(mill)
    place = money_comes(name="某某人力资源公司")
    first, second = finance("3001"), finance("3002")
    deed = ask_assign(
        number=place.number,
        employer=mill,
        reason="电话核实，代申城纺织汇款",
        asker=Asker(first.name, first),
        today=TODAY,
    )
    with pytest.raises(OwnDeed):
        decide_deed(number=deed.number, approve=True, opinion="", by=first, today=TODAY)
    decide_deed(number=deed.number, approve=True, opinion="已核", by=second, today=TODAY)
    found.refresh_from_db()
    place.refresh_from_db()
    assert (found.state, place.state, place.found_by) == ("posted", "allotted", "person")
    with pytest.raises(DeedIsDecided):
        decide_deed(number=deed.number, approve=True, opinion="", by=second, today=TODAY)


def test_a_refused_request_changes_nothing(mill: Employer) -> None:
    place = money_comes(name="某某公司")
    first, second = finance("3001"), finance("3002")
    deed = ask_assign(
        number=place.number,
        employer=mill,
        reason="像是它的",
        asker=Asker(first.name, first),
        today=TODAY,
    )
    decide_deed(number=deed.number, approve=False, opinion="没有依据", by=second, today=TODAY)
    place.refresh_from_db()
    assert (place.state, place.employer) == ("open", None)
    assert SuspenseDeed.objects.get().state == "refused"


def test_while_a_request_waits_nothing_else_happens_to_the_money(mill: Employer) -> None:
    found = by_transfer(mill)
    place = money_comes(5, name="申城纺织有限公司")
    asker = Asker("财务", finance("3001"))
    ask_return(number=place.number, employer=None, reason="付错了", asker=asker, today=TODAY)
    with pytest.raises(ArrivalIsHeld):
        confirm_arrival(number=place.number, employer=mill, today=TODAY, by="赵会计")
    found.refresh_from_db()
    assert found.state == "waiting"


def test_it_goes_back_to_its_payers_account_and_nowhere_else(mill: Employer) -> None:
    place = money_comes(7_000)
    first, second = finance("3001"), finance("3002")
    deed = ask_return(
        number=place.number,
        employer=None,
        reason="与公积金无关",
        asker=Asker(first.name, first),
        today=TODAY,
    )
    decide_deed(number=deed.number, approve=True, opinion="", by=second, today=TODAY)
    order = Order.objects.get()
    assert (order.kind, order.payee_account, order.payee_name, order.amount_fen) == (
        "pay",
        place.arrival.payer_account,
        place.arrival.payer_name,
        7_000,
    )
    bank_says("succeeded")
    place.refresh_from_db()
    assert place.state == "returned"
    assert Entry.objects.filter(kind="81").count() == 2


def test_money_given_back_that_comes_again_waits_for_a_person_once_more(
    mill: Employer,
) -> None:
    place = money_comes(7_000)
    first, second = finance("3001"), finance("3002")
    deed = ask_return(
        number=place.number,
        employer=None,
        reason="与公积金无关",
        asker=Asker(first.name, first),
        today=TODAY,
    )
    decide_deed(number=deed.number, approve=True, opinion="", by=second, today=TODAY)
    bank_says("succeeded")
    order = Order.objects.get()
    again = comes(notice(7_000, digest="退汇", remark=f"退汇 {order.serial} 账户已销户"))
    assert (again.state, again.arrival.returns) == ("open", order)
    place.refresh_from_db()
    assert place.state == "returned"


def test_a_return_the_bank_turns_down_leaves_the_money_where_it_was(mill: Employer) -> None:
    place = money_comes(7_000)
    first, second = finance("3001"), finance("3002")
    for _ in range(2):
        deed = ask_return(
            number=place.number,
            employer=None,
            reason="与公积金无关",
            asker=Asker(first.name, first),
            today=TODAY,
        )
        decide_deed(number=deed.number, approve=True, opinion="", by=second, today=TODAY)
        bank_says("rejected", reason="收款账户不存在")
        place.refresh_from_db()
        assert (place.state, "收款账户不存在" in place.why_open) == ("open", True)


def test_money_without_a_payers_account_cannot_go_back(mill: Employer) -> None:
    place = comes(notice(5, payer=""))
    with pytest.raises(NowhereToReturn):
        ask_return(
            number=place.number,
            employer=None,
            reason="退回",
            asker=Asker("财务", finance("3001")),
            today=TODAY,
        )


def test_a_reason_is_asked_for(mill: Employer) -> None:
    place = money_comes(5)
    with pytest.raises(SayWhy):
        ask_return(
            number=place.number,
            employer=None,
            reason=" ",
            asker=Asker("财务", finance("3001")),
            today=TODAY,
        )


@pytest.mark.rows("C-51")
def test_a_booked_cheque_whose_money_appears_is_not_booked_again(mill: Employer) -> None:
    book_cheque(
        employer=mill, amount_fen=30_000, cheque_number="30114622", today=TODAY, by="周财务"
    )
    place = comes(notice(30_000, remark="财政支票 30114622", name="财政国库支付中心"))
    assert (place.state, place.employer) == ("cheque", mill)
    assert prepaid(mill) == 30_000
    again = comes(notice(30_000, remark="财政支票 30114622", name="财政国库支付中心"))
    assert again.state == "open"
    assert Suspense.objects.count() == 2

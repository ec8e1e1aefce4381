"""退缴 and 错缴更正: what is taken back of whom, by red entries, and where the money goes."""

import pytest
from tests.paying_back import (
    AUGUST,
    FULL,
    JULY,
    PREPAID,
    bank_pays,
    fresh,
    held,
    listed,
    person,
    prepay,
    remit,
    submit,
    want,
)
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.contributions.models import Refund, RemittedMonth, Share
from anju.contributions.refunds.decide_refund import RefundDecided, decide_refund
from anju.contributions.refunds.preview import (
    Asked,
    NothingToTakeBack,
    NotPosted,
    preview_refund,
)
from anju.contributions.refunds.submit_refund import (
    MembersForbid,
    NoBankAccountOfOrigin,
    RefundFiguresChanged,
    RefundReasonMissing,
    submit_refund,
)
from anju.contributions.refunds.whole_months import LaterMonthsPaid
from anju.documents.models import Receipt
from anju.ledger.lists import Span, balances, statement
from anju.ledger.models import Balance, Entry
from anju.payments.models import Order
from anju.people.models import Employer, FundAccount
from anju.policy.rules import value

WANG, LI = 144_000, 147_000  # what each brings a month, both sides, in fen
BOTH = WANG + LI
REFUND, CORRECTION = Refund.Kind


@pytest.fixture
def mill(xinyang) -> Employer:
    """July and August are remitted by the bank for 王芳 and 李伟."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    remit(made, JULY)
    remit(made, AUGUST)
    return made


def asked(mill: Employer, month=AUGUST, *names: str, kind=REFUND, base: int = 0) -> Asked:
    """The remittance of a month; of these persons only, if any are named."""
    accounts = tuple(person(mill, name).pk for name in names)
    return Asked(
        kind=kind,
        deed=fresh(mill).remittances.get(last_month=month),
        accounts=accounts,
        bases=dict.fromkeys(accounts, base),
    )


def take_back(what: Asked, fen: int, *, to_bank: bool = False, intent: str = "back") -> Refund:
    return submit_refund(
        asked=what,
        reason="重复缴存",
        to_bank=to_bank,
        expected_fen=fen,
        intent=intent,
        today=TODAY,
        by="赵会计",
    )


def prepaid(mill: Employer) -> int:
    return balances(accounts=[mill.prepayment_id])[mill.prepayment_id]


def test_a_whole_remittance_goes_back_into_the_prepayment_account(mill: Employer) -> None:
    made = take_back(asked(mill), BOTH)
    assert (made.state, made.heads, made.total_fen) == ("posted", 2, BOTH)
    assert (held(mill, "王芳"), held(mill, "李伟"), prepaid(mill)) == (WANG, LI, BOTH)
    assert fresh(mill).paid_through == JULY
    assert not Share.objects.filter(month=AUGUST, live=True).exists()


def test_the_month_can_be_paid_again_from_there(mill: Employer) -> None:
    take_back(asked(mill), BOTH)
    assert remit(mill, AUGUST, method="prepayment").state == "posted"
    assert (held(mill, "王芳"), prepaid(mill)) == (2 * WANG, 0)
    assert fresh(mill).paid_through == AUGUST


def test_interest_days_go_back_with_the_money(mill: Employer) -> None:
    account = person(mill, "王芳").pk
    original = Entry.objects.get(month=AUGUST)
    before = Balance.objects.get(pk=account)
    take_back(asked(mill), BOTH)
    red = Entry.objects.get(kind="83")
    after = Balance.objects.get(pk=account)
    assert (red.value_on, red.month) == (original.value_on, AUGUST)
    assert (
        after.current_product
        == before.current_product - WANG * (TODAY - original.value_on).days
    )


def test_a_month_goes_whole_from_the_end_only(mill: Employer) -> None:
    with pytest.raises(LaterMonthsPaid):
        take_back(asked(mill, JULY), BOTH)
    assert (held(mill, "王芳"), fresh(mill).paid_through) == (2 * WANG, AUGUST)


def test_of_some_persons_any_month_goes_back_and_is_paid_again_properly(mill: Employer) -> None:
    made = take_back(asked(mill, JULY, "王芳"), WANG)
    assert (made.heads, held(mill, "王芳"), held(mill, "李伟")) == (1, WANG, 2 * LI)
    assert fresh(mill).paid_through == AUGUST
    assert RemittedMonth.objects.get(month=JULY).live
    listed(mill, FULL, want(mill, "王芳", JULY, JULY))
    submit(mill, PREPAID, fen=WANG)
    assert (held(mill, "王芳"), prepaid(mill)) == (2 * WANG, 0)


def test_a_back_payment_goes_back_too(mill: Employer) -> None:
    staff(mill, opening(3, "张敏"))
    listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    back = submit(mill, fen=2 * WANG)
    bank_pays()
    back.refresh_from_db()
    take_back(Asked(kind=REFUND, deed=back), 2 * WANG)
    assert (held(mill, "张敏"), prepaid(mill)) == (0, 2 * WANG)


def test_a_correction_takes_back_what_exceeds_the_right_base(mill: Employer) -> None:
    """5,000 instead of 6,000: 720 − 600 = 120 yuan a side."""
    made = take_back(asked(mill, AUGUST, "王芳", kind=CORRECTION, base=500_000), 24_000)
    assert (held(mill, "王芳"), prepaid(mill)) == (2 * WANG - 24_000, 24_000)
    (line, *_) = statement(span=Span(person(mill, "王芳").pk, TODAY, TODAY), limit=1)
    assert (line.kind.label, line.month, line.amount_fen) == ("错缴更正", AUGUST, -24_000)
    assert Share.objects.filter(month=AUGUST, live=True).count() == 2
    receipt = Receipt.objects.get(kind="correction")
    assert (receipt.kind_label, receipt.total_fen) == ("错缴更正回单", 24_000)
    assert ("原业务流水号", made.deed.number) in receipt.facts.above


def test_a_right_base_that_is_higher_is_no_correction(mill: Employer) -> None:
    with pytest.raises(MembersForbid, match="差额补缴"):
        take_back(asked(mill, AUGUST, "王芳", kind=CORRECTION, base=700_000), 0)


def test_nothing_is_taken_back_twice(mill: Employer) -> None:
    first = take_back(asked(mill, JULY, "王芳"), WANG)
    assert take_back(asked(mill, JULY, "王芳"), WANG).pk == first.pk
    with pytest.raises(NothingToTakeBack):
        take_back(asked(mill, JULY, "王芳"), WANG, intent="again")


def test_what_was_spent_meanwhile_cannot_be_taken_back(mill: Employer) -> None:
    from tests.faults.month import deed

    from anju.contributions.collecting import collection_ledger
    from anju.ledger.book import Leg, book

    account = person(mill, "王芳").pk
    book(
        deed=deed("TQ9"),
        legs=[Leg(account, -WANG - 1), Leg(collection_ledger(TODAY), WANG + 1)],
    )
    (mine,) = preview_refund(asked=asked(mill, AUGUST, "王芳"), today=TODAY).taken
    assert mine.why_not == "账户余额 1,439.99 元，不够退回 1,440.00 元"
    with pytest.raises(MembersForbid):
        take_back(asked(mill), BOTH)
    assert prepaid(mill) == 0


def test_a_frozen_account_is_for_the_counter(mill: Employer) -> None:
    FundAccount.objects.filter(pk=person(mill, "李伟").pk).update(state="06")
    with pytest.raises(MembersForbid, match="李伟"):
        take_back(asked(mill), BOTH)


def test_a_reason_and_the_sum_that_was_seen_are_needed(mill: Employer) -> None:
    with pytest.raises(RefundFiguresChanged):
        take_back(asked(mill), BOTH - 1)
    with pytest.raises(RefundReasonMissing):
        submit_refund(
            asked=asked(mill),
            reason=" ",
            to_bank=False,
            expected_fen=BOTH,
            intent="x",
            today=TODAY,
            by="赵会计",
        )


def test_what_is_not_booked_is_not_refunded(mill: Employer) -> None:
    staff(mill, opening(3, "张敏"))
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    with pytest.raises(NotPosted):
        take_back(Asked(kind=REFUND, deed=submit(mill, fen=WANG)), WANG)


def test_money_goes_to_the_account_it_came_from_and_to_no_other(mill: Employer) -> None:
    """C6: the form has no account in it; the order is drawn from the order that brought it."""
    origin = fresh(mill).remittances.get(last_month=AUGUST).order
    mill.signed_accounts.update(account="41050178009999999")
    made = take_back(asked(mill), BOTH, to_bank=True)
    order = Order.objects.get(purpose="refund")
    assert (order.kind, order.amount_fen) == ("pay", BOTH)
    assert (order.payee_account, order.payer_account) == (
        origin.payer_account,
        origin.payee_account,
    )
    assert (made.payout, prepaid(mill)) == ("processing", 0)
    bank_pays()
    made.refresh_from_db()
    assert (made.payout, prepaid(mill)) == ("posted", 0)


def test_a_bank_that_does_not_pay_leaves_it_in_the_prepayment_account(mill: Employer) -> None:
    made = take_back(asked(mill), BOTH, to_bank=True)
    bank_pays("rejected", reason="账户状态异常")
    made.refresh_from_db()
    assert (made.payout, prepaid(mill)) == ("failed", BOTH)


def test_what_came_from_the_prepayment_account_goes_back_there_only(mill: Employer) -> None:
    take_back(asked(mill), BOTH)
    remit(mill, AUGUST, method="prepayment")
    again = Asked(kind=REFUND, deed=fresh(mill).remittances.order_by("-id").first())
    with pytest.raises(NoBankAccountOfOrigin):
        take_back(again, BOTH, to_bank=True, intent="second")


@pytest.mark.parametrize(
    "beyond", ["contribution.refund_limit_fen", "contribution.refund_days"]
)
def test_beyond_the_centers_limit_a_second_person_looks_first(
    mill: Employer, beyond: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    low = {"contribution.refund_limit_fen": BOTH - 1, "contribution.refund_days": -1}
    monkeypatch.setattr(
        "anju.contributions.refunds.submit_refund.value",
        lambda key, *, on: low[key] if key == beyond else value(key, on=on),
    )
    made = take_back(asked(mill), BOTH)
    assert (made.state, bool(made.waits_because), prepaid(mill)) == ("waiting", True, 0)
    decide_refund(number=made.number, accept=True, opinion="材料齐全", today=TODAY, by="钱主管")
    made.refresh_from_db()
    assert (made.state, made.decided_by, prepaid(mill)) == ("posted", "钱主管", BOTH)
    with pytest.raises(RefundDecided):
        decide_refund(number=made.number, accept=False, opinion="x", today=TODAY, by="钱主管")


def test_what_the_counter_refuses_may_be_asked_for_again(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as low:
        low.setattr("anju.contributions.refunds.submit_refund.value", lambda key, *, on: 0)
        made = take_back(asked(mill), BOTH)
    decide_refund(number=made.number, accept=False, opinion="缺说明", today=TODAY, by="钱主管")
    assert take_back(asked(mill), BOTH, intent="again").state == "posted"


def test_a_refund_of_what_prepayment_paid_is_worth_it(mill: Employer) -> None:
    prepay(mill, 1_000)
    take_back(asked(mill, JULY, "李伟"), LI)
    assert prepaid(mill) == 1_000 + LI

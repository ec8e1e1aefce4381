"""补缴: what each kind comes to, how it is paid and booked, and what it never does."""

from decimal import Decimal

import pytest
from tests.paying_back import (
    AUGUST,
    DIFFERENCE,
    FULL,
    INDEFINITE,
    JULY,
    PREPAID,
    SEPTEMBER,
    bank_pays,
    edit,
    fresh,
    held,
    listed,
    person,
    prepay,
    remit,
    submit,
    want,
)
from tests.people_of_the_town import TODAY, change, employer, opening, staff, terms

from anju.contributions.account_card import paid_through
from anju.contributions.backpay.draft import BackPaymentMoved, draft_of
from anju.contributions.backpay.submit_back_payment import (
    BackPaymentChanged,
    BackPaymentFormUsed,
    BackPaymentInProgress,
    LinesToMend,
    NobodyListed,
    submit_back_payment,
)
from anju.contributions.models import BackPayment, Share
from anju.contributions.remittances.post_remittance import PrepaymentShort
from anju.documents.models import Receipt
from anju.ledger.lists import Span, statement
from anju.ledger.models import Balance, Entry
from anju.payments.draw_order import NotSigned
from anju.payments.models import Order
from anju.people.accounts.change_accounts import change_bases
from anju.people.models import Employer, RatioChange

ZHANG_BACK = 2 * 2 * 72_000  # two months, two sides of 720 yuan


@pytest.fixture
def mill(xinyang) -> Employer:
    """July and August are remitted for 王芳 and 李伟; 张敏, due since July, was left out."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    remit(made, AUGUST)
    staff(made, opening(3, "张敏"))
    return made


@pytest.mark.rows("C-54", "C-55")
def test_missed_months_are_paid_in_full_and_stand_on_the_account_by_month(
    mill: Employer,
) -> None:
    draft = listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    assert (draft.heads, draft.total_fen) == (2, ZHANG_BACK)
    made = submit(mill, fen=ZHANG_BACK)
    assert (made.state, held(mill, "张敏")) == ("processing", 0)
    bank_pays()
    made.refresh_from_db()
    assert (made.state, made.paid_fen, made.from_prepayment_fen) == ("posted", ZHANG_BACK, 0)
    assert held(mill, "张敏") == ZHANG_BACK
    zhang = person(mill, "张敏").pk
    lines = statement(span=Span(zhang, TODAY, TODAY), limit=5)
    assert [(line.kind.label, line.month, line.amount_fen) for line in lines] == [
        ("补缴", AUGUST, 144_000),
        ("补缴", JULY, 144_000),
    ]
    assert paid_through(accounts=[zhang]) == {zhang: AUGUST}


def test_a_back_payment_never_moves_the_employers_paid_through_month(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    submit(mill, fen=144_000)
    bank_pays()
    assert fresh(mill).paid_through == AUGUST
    assert remit(mill, SEPTEMBER).heads == 3


@pytest.mark.rows("C-55", "C-57")
def test_its_receipt_names_persons_and_months(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    submit(mill, fen=ZHANG_BACK)
    bank_pays()
    receipt = Receipt.objects.get(kind="back_payment")
    assert (receipt.kind_label, receipt.total_fen) == ("单位补缴回单", ZHANG_BACK)
    assert ("补缴类型", "正常全额补缴") in receipt.facts.above
    ((name, _, span, unit, own, both),) = receipt.facts.table.rows
    assert (name, span) == ("张敏", "2026-07 至 2026-08")
    assert (unit, own, both) == ("1,440.00", "1,440.00", "2,880.00")


def test_a_difference_is_what_the_present_base_makes_less_what_was_paid(mill: Employer) -> None:
    """6,000 became 7,200: 864 − 720 = 144 yuan a side, for July and August."""
    account = person(mill, "王芳").pk
    change_bases(
        employer=mill,
        terms={account: terms(720_000, side_fen=86_400)},
        change=change(SEPTEMBER),
    )
    draft = listed(mill, DIFFERENCE, want(mill, "王芳", JULY, AUGUST))
    (line,) = draft.lines.all()
    assert line.parts == [[202607, 720_000, 14_400, 14_400], [202608, 720_000, 14_400, 14_400]]
    submit(mill, fen=57_600)
    bank_pays()
    assert held(mill, "王芳") == 2 * 144_000 + 57_600
    assert Share.objects.filter(account=account, month=JULY, live=True).count() == 2


def test_each_month_of_a_full_back_payment_goes_by_the_base_then_in_force(
    mill: Employer,
) -> None:
    """张敏 earned 6,000 in July and 5,004.10 from August: 600.492 is 600 yuan."""
    change_bases(
        employer=mill,
        terms={person(mill, "张敏").pk: terms(500_410, side_fen=60_000)},
        change=change(AUGUST),
    )
    draft = listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    (line,) = draft.lines.all()
    assert line.parts == [[202607, 600_000, 72_000, 72_000], [202608, 500_410, 60_000, 60_000]]


def test_a_center_that_keeps_the_fen_keeps_them_here_too(zaozhuang) -> None:
    """6,123.45 × 12 % is 734.814: 734.81 a side in 枣庄, 735.00 in 信阳."""
    made = employer()
    staff(made, opening(1, "王芳"))
    remit(made, JULY)
    staff(made, opening(2, "李伟", base_fen=612_345, side_fen=73_481))
    assert listed(made, FULL, want(made, "李伟", JULY, JULY)).total_fen == 146_962


def test_of_an_indefinite_one_both_sides_are_keyed(mill: Employer) -> None:
    draft = listed(mill, INDEFINITE, want(mill, "王芳", JULY, AUGUST, 10_050, 5_025))
    assert draft.total_fen == 2 * 15_075
    submit(mill, fen=30_150)
    bank_pays()
    assert held(mill, "王芳") == 2 * 144_000 + 30_150


@pytest.mark.rows("C-54", "C-52")
def test_the_prepayment_account_pays_at_once_what_it_holds(mill: Employer) -> None:
    prepay(mill, 300_000)
    listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    made = submit(mill, PREPAID, fen=ZHANG_BACK)
    assert (made.state, made.from_prepayment_fen) == ("posted", ZHANG_BACK)
    assert Balance.objects.get(pk=mill.prepayment_id).fen == 300_000 - ZHANG_BACK
    assert not Order.objects.filter(purpose="back_payment").exists()


@pytest.mark.rows("C-54")
def test_too_little_prepaid_changes_nothing(mill: Employer) -> None:
    prepay(mill, ZHANG_BACK - 1)
    listed(mill, FULL, want(mill, "张敏", JULY, AUGUST))
    before = Entry.objects.count()
    with pytest.raises(PrepaymentShort):
        submit(mill, PREPAID, fen=ZHANG_BACK)
    assert (draft_of(mill).state, Entry.objects.count()) == ("draft", before)
    assert not Share.objects.filter(back_payment__isnull=False).exists()


@pytest.mark.rows("C-54", "C-46")
def test_without_a_signed_account_the_bank_cannot_be_asked(mill: Employer) -> None:
    mill.signed_accounts.update(ended_on=TODAY)
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    with pytest.raises(NotSigned):
        submit(mill, fen=144_000)
    assert draft_of(mill).state == "draft"


def test_a_bank_that_says_no_leaves_the_months_open(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    made = submit(mill, fen=144_000)
    bank_pays("rejected", reason="余额不足")
    made.refresh_from_db()
    assert (made.state, made.failure) == ("failed", "余额不足")
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    submit(mill, fen=144_000, intent="again")
    bank_pays()
    assert held(mill, "张敏") == 144_000


def test_an_answer_given_five_times_is_booked_once(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    submit(mill, fen=144_000)
    for _ in range(5):
        bank_pays()
    assert held(mill, "张敏") == 144_000


def test_the_same_form_twice_is_one_back_payment(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    first = submit(mill, fen=144_000)
    assert submit(mill, fen=144_000).pk == first.pk
    with pytest.raises(BackPaymentFormUsed):
        submit(mill, PREPAID, fen=144_000)
    assert BackPayment.objects.exclude(state="dropped").count() == 1


def test_while_the_bank_is_asked_no_second_one_starts(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    submit(mill, fen=144_000)
    listed(mill, FULL, want(mill, "张敏", AUGUST, AUGUST))
    with pytest.raises(BackPaymentInProgress):
        submit(mill, fen=144_000, intent="second")


def test_figures_that_moved_since_the_agent_looked_are_shown_again(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    with pytest.raises(BackPaymentChanged):
        submit(mill, fen=143_999)
    assert draft_of(mill) is not None


def test_a_stale_draft_is_not_submitted(mill: Employer) -> None:
    listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    stale = edit(mill)
    listed(mill, FULL, want(mill, "李伟", JULY, JULY))
    with pytest.raises(BackPaymentMoved):
        submit_back_payment(
            edit=stale, method=PREPAID, expected_fen=144_000, intent="x", now=None
        )


def test_nobody_listed_is_said(mill: Employer) -> None:
    listed(mill, FULL)
    with pytest.raises(NobodyListed):
        submit(mill, fen=0)


def test_a_line_that_turned_bad_stops_the_whole_and_is_named_at_its_place(
    mill: Employer,
) -> None:
    draft = listed(mill, FULL, want(mill, "张敏", JULY, JULY))
    listed(mill, FULL, want(mill, "王芳", JULY, JULY))
    with pytest.raises(LinesToMend):
        submit(mill, fen=144_000)
    assert [bool(line.faults) for line in draft.lines.order_by("id")] == [False, True]


def test_a_month_before_the_ratios_changed_goes_by_the_ratios_of_that_month(
    mill: Employer,
) -> None:
    """From September 10 % and 10 %: July is still 720 yuan a side."""
    RatioChange.objects.create(
        number="BL1",
        employer=mill,
        month=SEPTEMBER,
        employer_rate_before=Decimal("0.12"),
        own_rate_before=Decimal("0.12"),
        employer_rate=Decimal("0.10"),
        own_rate=Decimal("0.10"),
        heads=3,
        monthly_before_fen=0,
        monthly_fen=0,
        reason="测试",
        happened_on=TODAY,
        actor="test",
    )
    mill.accounts.update(employer_rate=Decimal("0.10"), own_rate=Decimal("0.10"))
    assert listed(mill, FULL, want(mill, "张敏", JULY, JULY)).total_fen == 144_000


def test_ratios_of_the_account_are_what_counts(mill: Employer) -> None:
    """8 % own and 12 % of the employer on 6,000: 480 and 720 yuan."""
    account = person(mill, "张敏")
    type(account).objects.filter(pk=account.pk).update(own_rate=Decimal("0.08"))
    assert listed(mill, FULL, want(mill, "张敏", JULY, JULY)).total_fen == 48_000 + 72_000

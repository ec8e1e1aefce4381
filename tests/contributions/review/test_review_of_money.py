"""Back payments, refunds and corrections wait for a second person as other deeds do."""

import pytest
from tests.contributions.review.conftest import NOW, four_eyes
from tests.paying_back import FULL, JULY, bank_pays, draft_of, fresh, held, listed, remit, want
from tests.people_of_the_town import TODAY, opening, staff

from anju.contributions.backpay.draft import Edit, Wanted, put_people
from anju.contributions.models import BackPayment, Refund
from anju.contributions.review.decide_submission import SeenChanged, approve_submission
from anju.contributions.review.money_kinds import BACK_PAYMENT, REFUND
from anju.contributions.review.submit_deed import Deed, Outcome, submit_deed
from anju.people.models import Appointment, Employer

EACH = 144_000


@pytest.fixture
def left_out(mill: Employer) -> Employer:
    """July is remitted for two; 张敏, due since July, was left out; four eyes are on."""
    remit(mill, JULY)
    staff(mill, opening(3, "张敏"))
    four_eyes(mill)
    return mill


def pay_back(at: Employer, by: Appointment) -> Outcome:
    payload = {
        "version": draft_of(at).version,
        "method": "realtime",
        "expected_fen": EACH,
        "intent": "b" * 32,
    }
    deed = Deed(BACK_PAYMENT, "back_payment", payload)
    return submit_deed(deed=deed, maker=by, today=TODAY, now=NOW)


@pytest.mark.rows("C-55")
def test_a_back_payment_waits_and_is_paid_when_the_reviewer_agrees(
    left_out: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    listed(left_out, FULL, want(left_out, "张敏", JULY, JULY))
    waiting = pay_back(left_out, maker).waiting
    assert (waiting.amount_fen, waiting.heads) == (EACH, 1)
    assert draft_of(left_out) is not None
    done = approve_submission(submission=waiting, reviewer=reviewer, today=TODAY, now=NOW)
    assert BackPayment.objects.get(number=done.result).state == "processing"
    bank_pays()
    assert held(left_out, "张敏") == EACH


def test_a_list_that_changed_meanwhile_is_not_paid(
    left_out: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    listed(left_out, FULL, want(left_out, "张敏", JULY, JULY))
    waiting = pay_back(left_out, maker).waiting
    staff(left_out, opening(4, "周燕"))
    edit = Edit(fresh(left_out), draft_of(left_out).version, TODAY, "钱出纳")
    other: Wanted = want(left_out, "周燕", JULY, JULY)
    put_people(edit=edit, wanted=[other])
    with pytest.raises(SeenChanged):
        approve_submission(submission=waiting, reviewer=reviewer, today=TODAY, now=NOW)
    assert held(left_out, "张敏") == 0


def test_a_refund_waits_and_is_booked_when_the_reviewer_agrees(
    left_out: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    deed = fresh(left_out).remittances.get()
    payload = {
        "deed": deed.number,
        "kind": "refund",
        "months": [],
        "accounts": [],
        "bases": {},
        "reason": "重复缴存",
        "to_bank": False,
        "expected_fen": 2 * EACH,
        "intent": "c" * 32,
    }
    asked = Deed(REFUND, f"refund/{deed.number}", payload)
    waiting = submit_deed(deed=asked, maker=maker, today=TODAY, now=NOW).waiting
    assert held(left_out, "王芳") == EACH
    done = approve_submission(submission=waiting, reviewer=reviewer, today=TODAY, now=NOW)
    made = Refund.objects.get(number=done.result)
    assert (made.state, held(left_out, "王芳")) == ("posted", 0)
    assert "复核 郑主任" in made.submitted_by

"""What an employer looks up about its payments: remitted, paid ahead, paid back."""

from datetime import date

import pytest
from tests.paying_back import (
    AUGUST,
    FULL,
    JULY,
    SEPTEMBER,
    bank_pays,
    fresh,
    listed,
    person,
    prepay,
    remit,
    submit,
    want,
)
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.contributions.enquiries.payments import (
    NoSuchPayment,
    PaymentQuestion,
    back_payment_roll,
    payments,
)
from anju.contributions.enquiries.proof import (
    NothingToProve,
    ProofQuestion,
    issue_proof,
    proof_of,
)
from anju.contributions.enquiries.staff import NotYourStaff, person_of, shares_of_person
from anju.contributions.models import BackPayment
from anju.people.models import Employer

EVER = PaymentQuestion(since=date(2026, 1, 1), until=TODAY)


@pytest.fixture
def mill(xinyang) -> Employer:
    """July and August are remitted for 王芳 and 李伟, then 张敏 is paid back for both."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    remit(made, AUGUST)
    staff(made, opening(3, "张敏"))
    listed(made, FULL, want(made, "张敏", JULY, AUGUST))
    submit(made, fen=288_000)
    bank_pays()
    prepay(made, 100_000)
    return fresh(made)


@pytest.mark.rows("C-30")
def test_every_kind_of_payment_is_in_one_list_with_its_sums(mill: Employer) -> None:
    found = payments(employer=mill, wanted=EVER)
    rows = {row.kind_label: row for row in found.part(slice(0, 20))}
    assert set(rows) == {"汇缴", "补缴", "预缴"}
    assert (rows["补缴"].first, rows["补缴"].last, rows["补缴"].total_fen) == (
        JULY,
        AUGUST,
        288_000,
    )
    # Two months of 2,910 yuan, 2,880 yuan back, 1,000 yuan ahead.
    assert found.total == 3
    assert found.sums["total_fen"] == 582_000 + 288_000 + 100_000
    only = PaymentQuestion(since=EVER.since, until=TODAY, first=SEPTEMBER, last=SEPTEMBER)
    assert payments(employer=mill, wanted=only).total == 0


def test_a_back_payment_is_shown_person_by_person_to_its_own_employer(mill: Employer) -> None:
    number = BackPayment.objects.get().number
    deed, people = back_payment_roll(employer=mill, number=number)
    assert deed.number == number
    assert [(row.month, row.both_fen) for row in people.whole()] == [
        (JULY, 144_000),
        (AUGUST, 144_000),
    ]
    tea = employer("浉河茶厂", seq=2)
    with pytest.raises(NoSuchPayment):
        back_payment_roll(employer=tea, number=number)


@pytest.mark.rows("C-28")
def test_a_persons_months_hold_what_was_paid_back_and_only_what_this_employer_paid(
    mill: Employer,
) -> None:
    account = person(mill, "张敏").pk
    found = shares_of_person(employer=mill, account=account, first=JULY, last=AUGUST)
    assert (found.total, found.sums["both_fen"]) == (2, 288_000)
    tea = employer("浉河茶厂", seq=2)
    assert shares_of_person(employer=tea, account=account, first=JULY, last=AUGUST).total == 0
    with pytest.raises(NotYourStaff):
        person_of(employer=tea, account=account)


@pytest.mark.rows("C-36")
def test_a_proof_counts_what_was_paid_back_into_its_month(mill: Employer) -> None:
    asked = ProofQuestion(JULY, SEPTEMBER, "赵会计", "网厅-单位版")
    facts = proof_of(employer=mill, wanted=asked, today=TODAY)
    assert [(line.heads, line.total_fen, line.paid) for line in facts.months] == [
        (3, 435_000, True),
        (3, 435_000, True),
        (0, 0, False),
    ]
    assert facts.total_fen == 870_000


def test_the_same_proof_is_issued_once_a_day(mill: Employer) -> None:
    asked = ProofQuestion(JULY, AUGUST, "赵会计", "网厅-单位版")
    first = issue_proof(employer=mill, wanted=asked, today=TODAY)
    assert issue_proof(employer=mill, wanted=asked, today=TODAY) == first
    assert first.facts.statement == "自 2026-07 至 2026-08，共 2 个月，已逐月缴存住房公积金。"
    other = ProofQuestion(JULY, JULY, "赵会计", "网厅-单位版")
    assert issue_proof(employer=mill, wanted=other, today=TODAY) != first


def test_a_proof_of_too_many_months_is_asked_for_in_parts(mill: Employer) -> None:
    mill.first_month = JULY - 70
    with pytest.raises(NothingToProve, match="最多 60 个月"):
        proof_of(employer=mill, wanted=ProofQuestion(JULY - 60, JULY, "x", "y"), today=TODAY)

"""Less than a fee is said in words: by how much, and by which cap (year_cap)."""

from datetime import date

from tests.withdrawals.test_checks import facts, given, rule

from anju.policy.reasons import Amount
from anju.withdrawals.judging.amounts import offer_of
from anju.withdrawals.judging.facts import Taken

YEARLY = Amount(formula="year_cap", cap_fen=500_000)
SOME = Taken("TQ1", "rent", 300_000, date(2026, 3, 1), None, None)


def test_a_fee_over_what_is_left_of_the_year_is_lowered_in_words() -> None:
    asked = given(facts(taken=[SOME]), rule=rule(amount=YEARLY), told={"cost": "8000"})
    offer = offer_of(asked, leave_fen=1)
    assert offer.fen == 200_000
    assert offer.lowered == (
        "您填写的费用是 8,000.00 元，这次最多提取 2,000.00 元："
        "每年最多 5,000.00 元，今年已提 3,000.00 元，今年还可提 2,000.00 元。"
    )


def test_a_fee_within_it_needs_no_word() -> None:
    asked = given(facts(taken=[SOME]), rule=rule(amount=YEARLY), told={"cost": "2000"})
    offer = offer_of(asked, leave_fen=1)
    assert (offer.fen, offer.lowered) == (200_000, "")

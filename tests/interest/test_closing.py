"""Interest of an account that is closed; the figures are those of the worked examples."""

from datetime import date

import pytest

from anju.interest.closing import closing_interest
from anju.ledger.models import Balance

SETTLED_ON = date(2025, 7, 1)


def _balance(carried_fen: int = 0, current_fen: int = 0) -> Balance:
    return Balance(carried_fen=carried_fen, current_fen=current_fen, product_on=SETTLED_ON)


def test_a_closed_account_earns_up_to_the_day_before(xinyang) -> None:
    """E4: 12,345.67 carried, closed 2026-03-10: 252 days at 1.50 % over 360 are 129.63."""
    earned = closing_interest(balance=_balance(1_234_567), on=date(2026, 3, 10))
    assert earned.fen == 12_963


@pytest.mark.parametrize(
    ("since", "until", "fen"),
    [
        (date(2025, 7, 1), date(2026, 7, 1), 15_208),  # E1
        (date(2023, 7, 1), date(2024, 7, 1), 15_250),  # E1b
    ],
)
def test_a_whole_year_is_counted_by_its_days(
    xinyang, since: date, until: date, fen: int
) -> None:
    balance = Balance(carried_fen=1_000_000, current_fen=0, product_on=since)
    assert closing_interest(balance=balance, on=until).fen == fen


def test_what_left_earlier_earned_until_it_left(xinyang) -> None:
    """E3: 10,000.00, of which 6,000.00 leave on 2026-01-20: 111.58 for the year."""
    balance = Balance(
        carried_fen=400_000,
        current_fen=0,
        carried_product=1_000_000 * 203,
        product_on=date(2026, 1, 20),
    )
    assert closing_interest(balance=balance, on=date(2026, 7, 1)).fen == 11_158


def test_both_buckets_are_rounded_together_once(xinyang) -> None:
    """Half a fen in each bucket is one fen together, and not two nor none."""
    # 12,000 fen-days at 1.5 % over 360 are half a fen.
    balance = Balance(
        carried_fen=0,
        current_fen=0,
        carried_product=12_000,
        current_product=12_000,
        product_on=SETTLED_ON,
    )
    assert closing_interest(balance=balance, on=SETTLED_ON).fen == 1

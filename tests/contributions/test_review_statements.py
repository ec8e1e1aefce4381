"""Statements are asked for until they are here, and a bad one holds up none of the others."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from tests.contributions.remittances.test_remit import NOW
from tests.people_of_the_town import TODAY

from anju.payments.bank import BankSilent, DayNotOver, Statement, StatementLine
from anju.payments.fetch_statements import fetch_statements
from anju.payments.lists import awaited_statements
from anju.payments.match_statement import StatementCrooked
from anju.payments.models import DayStatement

OURS = "41001500000000000018"


class Teller:
    """A bank that has statements only; some days it is silent, some it writes nonsense."""

    def __init__(
        self,
        *,
        silent: tuple[date, ...] = (),
        crooked: tuple[date, ...] = (),
        today: date = date.max,
    ) -> None:
        self.silent, self.crooked, self.today = silent, crooked, today
        self.lines: dict[date, str] = {}

    def statement(self, day: date, account: str) -> Statement:
        if day >= self.today:
            raise DayNotOver(f"银行 {self.today} 尚未日终。")
        if day in self.silent:
            raise BankSilent("无应答")
        serial = self.lines.get(day)
        lines = (
            (StatementLine(1, serial, None, "in", 100, 100, "6217", "某公司", "货款"),)
            if serial
            else ()
        )
        closing = 100 if lines else 0
        return Statement(account, day, 0, closing + (day in self.crooked), lines)


def fetch(bank: Teller, today: date) -> int:
    return fetch_statements(bank=bank, account=OURS, today=today, now=NOW)  # type: ignore[arg-type]


def days() -> list[date]:
    return list(DayStatement.objects.order_by("day").values_list("day", flat=True))


def test_a_long_weekend_leaves_no_day_without_its_statement(xinyang) -> None:
    """An order the bank never answered for may stand on any of them."""
    fetch(Teller(), TODAY)
    fetch(Teller(), TODAY + timedelta(days=4))
    assert days() == [TODAY + timedelta(days=place) for place in range(-1, 4)]


def test_a_day_on_which_the_bank_was_silent_is_asked_for_again(xinyang) -> None:
    fetch(Teller(), TODAY)
    assert fetch(Teller(silent=(TODAY,)), TODAY + timedelta(days=2)) == 0
    assert fetch(Teller(), TODAY + timedelta(days=2)) == 2


@pytest.mark.parametrize(
    ("bank", "why"),
    [
        (Teller(today=TODAY), "not_over"),
        (Teller(silent=(TODAY,)), "silent"),
        (Teller(crooked=(TODAY,)), "crooked"),
    ],
)
def test_a_day_whose_statement_is_not_in_is_written_down_until_it_is(
    xinyang, bank: Teller, why: str
) -> None:
    """Among them a day that is over for us and not for the bank: what moves then is on it."""
    fetch(Teller(), TODAY)
    with suppress(StatementCrooked):
        fetch(bank, TODAY + timedelta(days=1))
    [awaited] = awaited_statements()
    assert (awaited.day, awaited.why, awaited.asked_at) == (TODAY, why, NOW)
    assert TODAY not in days()
    assert fetch(Teller(), TODAY + timedelta(days=1)) == 1
    assert not awaited_statements().exists()


def test_a_statement_that_does_not_add_up_holds_up_no_other_day(xinyang) -> None:
    fetch(Teller(), TODAY)
    with pytest.raises(StatementCrooked, match=str(TODAY)):
        fetch(Teller(crooked=(TODAY,)), TODAY + timedelta(days=3))
    assert TODAY not in days()
    assert TODAY + timedelta(days=2) in days()
    assert fetch(Teller(), TODAY + timedelta(days=3)) == 1


def test_a_line_that_stood_on_an_earlier_statement_is_not_taken_twice(xinyang) -> None:
    bank = Teller()
    bank.lines = {TODAY - timedelta(days=1): "B77", TODAY: "B77"}
    fetch(bank, TODAY)
    with pytest.raises(StatementCrooked, match="B77"):
        fetch(bank, TODAY + timedelta(days=1))
    assert TODAY not in days()

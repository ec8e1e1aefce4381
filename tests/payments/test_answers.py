"""The first final word settles an order; what contradicts it stops for a person."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from anju.payments.bank import Answer
from anju.payments.models import BankMessage, Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from people_of_the_town import FakeBank

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def success(order: Order) -> Answer:
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    return bank.says(order.serial, "succeeded")


def hear(answer: Answer, source: str = "callback") -> str:
    return str(record_answer(answer=answer, source=source, now=NOW))


def stands(order: Order) -> tuple[str, bool]:
    """The order's state, and whether it is frozen."""
    found = Order.objects.get(pk=order.pk)
    return found.state, bool(found.frozen_because)


@pytest.mark.parametrize(
    "sources", list(itertools.permutations(["callback", "query", "statement"]))
)
def test_the_same_success_in_any_order_and_number_settles_once(
    order: Order, success: Answer, sources: tuple[str, ...]
) -> None:
    """F5."""
    verdicts = [hear(success, source) for source in (*sources, *sources)]
    assert verdicts == ["taken", *["repeated"] * 5]
    assert stands(order) == ("succeeded", False)


def test_accepted_before_and_after_the_outcome_is_no_contradiction(
    order: Order, success: Answer
) -> None:
    accepted = replace(success, state="accepted", value_on=None)
    assert [hear(accepted), hear(success), hear(accepted)] == ["taken", "taken", "repeated"]
    assert stands(order) == ("succeeded", False)


@pytest.mark.parametrize(
    ("first", "then"), [("succeeded", "rejected"), ("rejected", "succeeded")]
)
def test_another_word_freezes_the_order_and_turns_nothing_back(
    order: Order, success: Answer, first: str, then: str
) -> None:
    """F6."""
    assert hear(replace(success, state=first)) == "taken"
    assert hear(replace(success, state=then)) == "contradicts"
    assert stands(order) == (first, True)
    assert hear(replace(success, state=first)) == "repeated"
    assert stands(order) == (first, True)


@pytest.mark.parametrize("fen", [290_999, 291_001, 1, 29_100_000])
@pytest.mark.parametrize("state", ["succeeded", "accepted", "rejected"])
def test_another_amount_settles_nothing(
    order: Order, success: Answer, fen: int, state: str
) -> None:
    """F6: a partial amount is not our payment."""
    assert hear(replace(success, amount_fen=fen, state=state)) == "contradicts"
    assert stands(order) == ("accepted", True)


def test_another_bank_serial_after_the_outcome_is_a_second_payment_and_stops(
    order: Order, success: Answer
) -> None:
    hear(success)
    assert hear(replace(success, bank_serial="B-other")) == "contradicts"
    assert stands(order) == ("succeeded", True)


def test_an_unknown_serial_is_kept_and_acted_on_by_nobody(
    order: Order, success: Answer
) -> None:
    stranger = replace(success, serial="ZF99999999999999")
    assert hear(stranger) == "unknown"
    assert stands(order) == ("accepted", False)
    message = BankMessage.objects.get()
    assert (message.order, message.serial) == (None, "ZF99999999999999")


def test_a_frozen_order_keeps_its_first_reason(order: Order, success: Answer) -> None:
    hear(replace(success, amount_fen=1))
    why = Order.objects.get().frozen_because
    hear(replace(success, amount_fen=2))
    assert Order.objects.get().frozen_because == why
    assert "1 分" in why


def test_a_rejection_has_its_reason_and_no_value_date(order: Order, success: Answer) -> None:
    hear(replace(success, state="rejected", reason="账户余额不足", value_on=None))
    found = Order.objects.get()
    assert (found.state, found.reason, found.value_on) == ("rejected", "账户余额不足", None)
    assert found.settled_at == NOW


def test_the_banks_longest_words_fit(order: Order, success: Answer) -> None:
    said = replace(success, bank_serial="B" * 40, reason="长" * 400, serial=order.serial)
    assert hear(said) == "taken"
    assert Order.objects.get().bank_serial == "B" * 40
    stranger = replace(success, serial="X" * 40)
    assert hear(stranger) == "unknown"


def test_the_application_cannot_rewrite_what_the_bank_said(
    order: Order, success: Answer
) -> None:
    hear(success)
    with pytest.raises(Exception, match="permission denied"):
        BankMessage.objects.update(value_on=date(2026, 1, 1))

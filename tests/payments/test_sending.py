"""Orders go out once; what became of them is asked for, never guessed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from anju.payments.bank import Acceptance, Answer, BankRefused, BankSilent, Instruction, Party
from anju.payments.draw_order import NotSigned, Purpose, draw_collection
from anju.payments.models import BankMessage, Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import PATIENCE_SECONDS, look_into_open_orders, send_orders
from people_of_the_town import FakeBank, employer

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
URL = "http://127.0.0.1/c/xinyang/bank/answers"


class Deaf(FakeBank):
    """Drops the instruction, or carries it out and drops the answer."""

    def __init__(self, *, takes: bool) -> None:
        super().__init__()
        self.takes = takes
        self.asked = 0

    def send(self, instruction: Instruction) -> Acceptance:
        if self.takes:
            super().send(instruction)
        raise BankSilent("没有答复")


class Mute(FakeBank):
    """Takes instructions and never answers a question."""

    questions = 0

    def query(self, serial: str) -> Answer | None:
        self.questions += 1
        raise BankSilent("没有答复")


def send(bank: FakeBank, now: datetime = NOW) -> int:
    return send_orders(bank=bank, callback_url=URL, now=now)


def look(bank: FakeBank, now: datetime) -> int:
    return look_into_open_orders(bank=bank, callback_url=URL, now=now)


def test_an_order_is_a_row_before_anything_is_sent(order: Order) -> None:
    assert (order.state, order.sent_at, order.payee_account) == (
        "waiting",
        None,
        "4115060000123000049",
    )
    bank = FakeBank()
    assert send(bank) == 1
    (sent,) = bank.taken.values()
    assert (sent.serial, sent.amount_fen, sent.callback_url) == (order.serial, 291_000, URL)
    order.refresh_from_db()
    assert (order.state, order.sent_at) == ("accepted", NOW)


def test_a_second_round_sends_nothing_again(order: Order) -> None:
    bank = FakeBank()
    assert (send(bank), send(bank)) == (1, 0)


def test_one_deed_has_one_order(draw: Callable[[str], Order]) -> None:
    draw("HJ1")
    with pytest.raises(IntegrityError), transaction.atomic():
        draw("HJ1")
    assert draw("HJ2").serial


@pytest.mark.rows("C-46")
def test_without_a_signed_account_no_order_is_drawn(xinyang) -> None:
    with pytest.raises(NotSigned, match="到柜台办理签约"):
        draw_collection(
            employer=employer(signed=False),
            into=Party("1", "x"),
            amount_fen=1,
            purpose=Purpose("remittance", "HJ1", ""),
        )
    assert not Order.objects.exists()


@pytest.mark.parametrize("takes", [True, False])
def test_silence_changes_nothing_and_the_same_serial_settles_it(
    order: Order, takes: bool
) -> None:
    """F4: the answer, or the instruction itself, was lost."""
    deaf = Deaf(takes=takes)
    send(deaf)
    order.refresh_from_db()
    assert (order.state, order.settled_at) == ("sending", None)
    bank = FakeBank()
    bank.taken = deaf.taken
    later = NOW + timedelta(seconds=PATIENCE_SECONDS[0])
    # Asked after, sent again if it never arrived, and asked after once more.
    for now in (later, later + timedelta(seconds=60)):
        look(bank, now)
    order.refresh_from_db()
    assert order.state == "succeeded"
    assert list(bank.taken) == [order.serial]


def test_a_process_that_died_after_sending_asks_and_does_not_send_anew(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F7: the row says 发送中 before the message leaves the house."""
    bank = FakeBank()

    def die(instruction: Instruction) -> Acceptance:
        assert Order.objects.get(pk=order.pk).state == "sending"
        FakeBank.send(bank, instruction)
        raise KeyboardInterrupt

    monkeypatch.setattr(bank, "send", die)
    with pytest.raises(KeyboardInterrupt):
        send(bank)
    assert send(bank) == 0
    assert look(bank, NOW + timedelta(seconds=PATIENCE_SECONDS[0])) == 1
    order.refresh_from_db()
    assert order.state == "succeeded"


def test_a_silent_bank_is_asked_ever_more_rarely_and_never_given_up(order: Order) -> None:
    bank = Mute()
    send(bank)
    now, pauses = NOW, []
    for _ in range(12):
        order.refresh_from_db()
        assert order.look_at is not None
        pauses.append(int((order.look_at - now).total_seconds()))
        assert look(bank, order.look_at - timedelta(seconds=1)) == 0
        now = order.look_at
        assert look(bank, now) == 1
    assert pauses == [2, *PATIENCE_SECONDS, 600, 600]
    assert bank.questions == 12
    assert Order.objects.get().state == "accepted"


def test_an_answer_that_comes_before_we_know_we_sent_is_taken(order: Order) -> None:
    """F9: the bank's call overtakes its own acceptance."""

    class Quick(FakeBank):
        def send(self, instruction: Instruction) -> Acceptance:
            record_answer(
                answer=self.says(instruction.serial, "succeeded"), source="callback", now=NOW
            )
            return super().send(instruction)

    send(Quick())
    order.refresh_from_db()
    assert (order.state, order.value_on) == ("succeeded", date(2026, 11, 18))


def test_an_instruction_the_bank_does_not_understand_waits_for_a_person(order: Order) -> None:
    class Strict(FakeBank):
        def send(self, instruction: Instruction) -> Acceptance:
            raise BankRefused(409, "同一流水内容不同")

    send(Strict())
    order.refresh_from_db()
    assert (order.state, order.look_at) == ("sending", None)
    assert "同一流水内容不同" in order.frozen_because
    assert look(FakeBank(), NOW + timedelta(days=1)) == 0


def test_one_bad_order_does_not_hold_up_the_others(draw: Callable[[str], Order]) -> None:
    first, second = draw("HJ1"), draw("HJ2")

    class Picky(FakeBank):
        def send(self, instruction: Instruction) -> Acceptance:
            if instruction.serial == first.serial:
                raise BankSilent("没有答复")
            return super().send(instruction)

    assert send(Picky()) == 2
    states = dict(Order.objects.values_list("serial", "state"))
    assert states == {first.serial: "sending", second.serial: "accepted"}


def test_whatever_the_bank_said_is_kept_in_its_own_words(order: Order) -> None:
    bank = FakeBank()
    send(bank)
    answer = bank.says(order.serial, "rejected", reason="余额不足")
    record_answer(answer=answer, source="callback", now=NOW)
    message = BankMessage.objects.get()
    assert (message.order, message.state, message.reason) == (order, "rejected", "余额不足")
    assert (message.verdict, message.source) == ("taken", "callback")

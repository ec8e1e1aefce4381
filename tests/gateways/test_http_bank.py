"""What the product makes of a bank that behaves: one movement a serial, and true statements."""

import json
from dataclasses import replace
from datetime import date

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import BankRefused, Party
from bank_process import Ear, end_day, instruct, party


def test_an_instruction_is_accepted_then_succeeds_and_the_bank_calls(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    levers.set_date(date(2026, 11, 18))
    instruction = instruct(silk_mill, fund, url=ear.url)
    acceptance = bank.send(instruction)
    assert (acceptance.serial, acceptance.state) == (instruction.serial, "accepted")
    assert levers.rest()
    [(headers, path, body)] = ear.heard
    told = bank.verify_callback(headers=headers, path=path, body=body)
    assert (told.serial, told.state, told.amount_fen) == (
        instruction.serial,
        "succeeded",
        1_234_500,
    )
    assert told.value_on == date(2026, 11, 18)
    assert told.message_id
    assert bank.query(instruction.serial) == replace(told, message_id="")
    assert levers.balance_fen(fund.account) == 1_234_500


def test_the_same_instruction_again_moves_nothing_more(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    instruction = instruct(silk_mill, fund)
    first = bank.send(instruction)
    assert levers.rest()
    assert bank.send(instruction) == first
    assert levers.rest()
    assert levers.balance_fen(fund.account) == instruction.amount_fen


def test_another_instruction_under_a_used_serial_is_refused(
    bank: HttpBank, silk_mill: Party, fund: Party
) -> None:
    instruction = instruct(silk_mill, fund)
    bank.send(instruction)
    with pytest.raises(BankRefused) as refused:
        bank.send(replace(instruction, amount_fen=1_234_501))
    assert refused.value.status == 409
    assert instruction.serial in refused.value.reason


def test_a_serial_the_bank_never_saw_has_no_answer(bank: HttpBank) -> None:
    assert bank.query("HJ-never-seen") is None


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda i: replace(i, amount_fen=10_000_001), "余额不足"),
        (lambda i: replace(i, payer=party("无此单位")), "付款账户不存在"),
        (lambda i: replace(i, payer=Party(i.payer.account, "信阳绸厂")), "付款户名不符"),
        (lambda i: replace(i, payee=Party(i.payee.account, "某某公司")), "收款户名不符"),
        (lambda i: replace(i, payee=i.payer), "收付款账户相同"),
    ],
)
def test_what_cannot_be_paid_is_accepted_and_then_rejected_with_the_reason(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, spoil, reason: str
) -> None:
    instruction = spoil(instruct(silk_mill, fund))
    assert bank.send(instruction).state == "accepted"
    assert levers.rest()
    answer = bank.query(instruction.serial)
    assert answer is not None
    assert (answer.state, answer.reason, answer.value_on) == ("rejected", reason, None)
    assert levers.balance_fen(fund.account) == 0
    assert levers.balance_fen(silk_mill.account) == 10_000_000


@pytest.mark.parametrize(
    "wrong", [{"amount_fen": 0}, {"amount_fen": -1}, {"amount_fen": 10**17}, {"serial": "一"}]
)
def test_a_message_the_bank_cannot_read_is_refused_with_the_reason(
    bank: HttpBank, silk_mill: Party, fund: Party, wrong: dict[str, object]
) -> None:
    with pytest.raises(BankRefused) as refused:
        bank.send(replace(instruct(silk_mill, fund), **wrong))
    assert refused.value.status == 400
    assert "字段" in refused.value.reason or "流水号" in refused.value.reason


def test_money_is_paid_out_to_an_account_of_another_bank(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party
) -> None:
    wang_fang = party("王芳")
    bank.send(replace(instruct(silk_mill, wang_fang, 50_000), kind="pay"))
    assert levers.rest()
    assert levers.balance_fen(silk_mill.account) == 10_000_000 - 50_000
    assert levers.proof()["sound"]


def test_a_statement_runs_from_the_opening_to_the_closing_balance(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    levers.set_date(date(2026, 11, 18), account=fund.account)
    first = instruct(silk_mill, fund, 300_000)
    bank.send(first)
    assert levers.rest()
    levers.set_date(date(2026, 11, 19), account=fund.account)
    second = instruct(silk_mill, fund, 20_000)
    bank.send(second)
    assert levers.rest()
    levers.transfer(payer=party("王芳"), payee=fund, amount_fen=1_000, remark="预缴")
    bank.send(replace(instruct(fund, silk_mill, 5_000), kind="pay"))
    assert levers.rest()

    end_day(levers, date(2026, 11, 19), fund.account)
    statement = bank.statement(date(2026, 11, 19), fund.account)
    assert statement.flaw() is None
    assert (statement.opening_fen, statement.closing_fen) == (300_000, 316_000)
    assert [
        (line.direction, line.amount_fen, line.balance_fen) for line in statement.lines
    ] == [
        ("in", 20_000, 320_000),
        ("in", 1_000, 321_000),
        ("out", 5_000, 316_000),
    ]
    asked, remitted, _ = statement.lines
    assert (asked.serial, asked.other_account) == (second.serial, silk_mill.account)
    assert (remitted.serial, remitted.other_name, remitted.remark) == (None, "王芳", "预缴")
    earlier = bank.statement(date(2026, 11, 18), fund.account)
    assert [line.serial for line in earlier.lines] == [first.serial]


def test_a_statement_of_an_account_the_bank_does_not_keep_is_refused(bank: HttpBank) -> None:
    with pytest.raises(BankRefused) as refused:
        bank.statement(date(2026, 11, 18), "6217000000009999")
    assert refused.value.status == 404


def test_a_returned_payment_stands_on_the_statement_and_names_its_serial_in_the_remark(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    levers.set_date(date(2026, 11, 20), account=silk_mill.account)
    payment = replace(instruct(silk_mill, party("王芳"), 50_000), kind="pay")
    bank.send(payment)
    assert levers.rest()
    levers.give_back(payment.serial, reason="收款账户已销户")
    end_day(levers, date(2026, 11, 20), silk_mill.account)
    statement = bank.statement(date(2026, 11, 20), silk_mill.account)
    assert [(line.direction, line.serial) for line in statement.lines] == [
        ("out", payment.serial),
        ("in", None),
    ]
    back = statement.lines[1]
    assert (back.digest, back.remark) == ("退汇", f"退汇 {payment.serial} 收款账户已销户")


def test_amounts_travel_as_strings_of_fen(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party, ear: Ear
) -> None:
    bank.send(instruct(silk_mill, fund, 1, url=ear.url))
    assert levers.rest()
    assert json.loads(ear.heard[0][2])["amount_fen"] == "1"

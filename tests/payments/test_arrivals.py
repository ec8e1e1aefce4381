"""Money nobody ordered is written down once, from the bank's notice or from its statement."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from tests.faults.month import NOW

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import BadSignature, BankSilent, Party, Statement
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival, Order
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.payments.take_arrivals import take_notice
from bank_process import Ear, end_day
from people_of_the_town import TODAY

PATH = "/c/xinyang/bank/arrivals"
PAYER = Party("6222000000000001", "某投资有限公司")


@pytest.fixture
def fund(levers: SimulatedBank, order: Order) -> Party:
    """The collection account of an order of ours; both sides have money, the day is ours."""
    payee = Party(order.payee_account, order.payee_name)
    payer = Party(order.payer_account, order.payer_name)
    levers.open_accounts([(payer, 1_000_000), (payee, 0)], bank="建设银行")
    levers.set_date(TODAY, account=payee.account)
    return payee


def come(levers: SimulatedBank, fund: Party, fen: int, remark: str = "H0100000AB") -> str:
    return levers.transfer(
        payer=PAYER, payee=fund, amount_fen=fen, remark=remark, digest="网银转账"
    )


def wait_for(ear: Ear, levers: SimulatedBank) -> tuple[dict[str, str], str, bytes]:
    assert levers.rest()
    return ear.heard[-1]


def test_the_bank_tells_at_once_and_the_statement_brings_nothing_new(
    fund: Party, bank: HttpBank, levers: SimulatedBank, ear: Ear
) -> None:
    levers.tell_arrivals(fund.account, ear.url.replace("answers?from=bank", "arrivals"))
    serial = come(levers, fund, 12_345)
    headers, path, body = wait_for(ear, levers)
    levers.tell_arrivals(fund.account, "")
    told = bank.verify_notice(headers=headers, path=path, body=body)
    assert take_notice(notice=told)
    with pytest.raises(BadSignature, match="重放"):
        bank.verify_notice(headers=headers, path=path, body=body)
    match_statement(statement=_statement(bank, levers, fund), now=NOW)
    found = Arrival.objects.get(bank_serial=serial)
    assert (found.amount_fen, found.payer_account, found.payer_name) == (12_345, *_sides(PAYER))
    assert (found.digest, found.remark, found.source) == ("网银转账", "H0100000AB", "notice")
    assert found.day == TODAY


def _statement(bank: HttpBank, levers: SimulatedBank, fund: Party) -> Statement:
    end_day(levers, TODAY, fund.account)
    return bank.statement(TODAY, fund.account)


def _sides(party: Party) -> tuple[str, str]:
    return party.account, party.name


def test_a_notice_signed_by_somebody_else_is_not_the_banks(
    fund: Party, bank: HttpBank, levers: SimulatedBank, ear: Ear
) -> None:
    levers.tell_arrivals(fund.account, ear.url)
    come(levers, fund, 1)
    headers, path, body = wait_for(ear, levers)
    levers.tell_arrivals(fund.account, "")
    with pytest.raises(BadSignature):
        bank.verify_notice(headers=headers, path=path, body=body.replace(b'"1"', b'"9"'))
    assert not Arrival.objects.exists()


def test_what_we_ordered_is_no_arrival_and_what_nobody_ordered_is_one(
    fund: Party, bank: HttpBank, levers: SimulatedBank
) -> None:
    before = levers.remarks_of_the_day(fund.account)
    send_orders(bank=bank, callback_url="", now=NOW)
    assert levers.rest(untold=False)
    serial = come(levers, fund, 500)
    statement = _statement(bank, levers, fund)
    assert len(statement.lines) - len(before) == 2
    match_statement(statement=statement, now=NOW)
    fresh = Arrival.objects.order_by("-id").first()
    assert (fresh.bank_serial, fresh.source) == (serial, "statement")
    assert Order.objects.get().state == "succeeded"
    assert not Arrival.objects.filter(amount_fen=291_000).exists()
    look_into_open_orders(bank=bank, callback_url="", now=NOW)


def test_a_statement_that_does_not_add_up_brings_no_arrival(
    fund: Party, bank: HttpBank, levers: SimulatedBank
) -> None:
    """H3, F11."""
    come(levers, fund, 500)
    levers.set_faults("statement", damage="wrong_total", on=["statement"])
    with pytest.raises(Exception, match=r"期末余额|不一致"):
        match_statement(statement=_statement(bank, levers, fund), now=NOW)
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"payer": 1}'])
def test_a_notice_that_cannot_be_read_is_silence(
    bank: HttpBank, body: bytes, signed: Callable[[bytes], dict[str, str]]
) -> None:
    with pytest.raises(BankSilent):
        bank.verify_notice(headers=signed(body), path=PATH, body=body)


@pytest.fixture
def signed(bank: HttpBank) -> Callable[[bytes], dict[str, str]]:
    """Headers as the bank itself signs them for the address of notices."""
    return lambda body: bank._seal.sign(method="POST", path=PATH, body=body)


def test_nobody_of_the_application_rewrites_an_arrival(xinyang) -> None:
    Arrival.objects.create(
        account="4115", day=date(2026, 11, 18), bank_serial="B1", amount_fen=1, source="notice"
    )
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.cursor().execute("UPDATE payments_arrival SET amount_fen = 2")

"""The page behind the counter works without script, and only for whoever has it open."""

import http.client
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.gateways.sms import HttpSms
from anju.ground.invented import make_bank_card
from anju.payments.bank import Party
from bank_process import BankProcess, instruct
from people_of_the_town import identity


@pytest.fixture
def web(bank_process: BankProcess, levers: SimulatedBank) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=bank_process.url, trust_env=False) as client:
        yield client


def test_it_says_when_it_is_ready(web: httpx.Client) -> None:
    assert web.get("/healthz").json() == {"status": "ok"}


def test_the_page_shows_accounts_and_the_last_instructions(
    web: httpx.Client, bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    instruction = instruct(silk_mill, fund, 8_645_237)
    bank.send(instruction)
    assert levers.rest()
    page = web.get("/")
    assert page.status_code == 200
    for text in (instruction.serial, silk_mill.account, "86,452.37", "成功", "账实相符"):
        assert text in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text


def test_a_name_from_outside_is_text_not_markup(
    web: httpx.Client, levers: SimulatedBank
) -> None:
    levers.open_accounts([(Party("62170000000077", "<script>alert(1)</script>"), 0)])
    assert "<script" not in web.get("/").text
    assert "&lt;script&gt;" in web.get("/").text


def test_the_switch_is_set_and_put_right_by_the_forms(web: httpx.Client) -> None:
    form = {"mode": "duplicate", "count": "2", "times": "4", "seconds": "", "payer": "62170099"}
    assert web.post("/switch", data=form).status_code == 303
    switch = web.get("/bank/faults").json()
    assert (switch["mode"], switch["count"], switch["times"]) == ("duplicate", 2, 4)
    assert switch["match"] == {"payer": "62170099"}
    assert "同一结果通知多次" in web.get("/").text
    assert web.post("/switch", data={"mode": "none"}).status_code == 303
    assert web.get("/bank/faults").json()["mode"] == "none"


@pytest.mark.parametrize(
    "form", [{"mode": "earthquake"}, {"mode": "delay", "seconds": "１０"}, {"mode": ""}]
)
def test_a_form_that_cannot_be_read_is_answered_with_the_reason(
    web: httpx.Client, form: dict[str, str]
) -> None:
    page = web.post("/switch", data=form)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert web.get("/bank/faults").json()["mode"] == "none"


def test_money_arrives_through_the_form(
    web: httpx.Client, levers: SimulatedBank, fund: Party
) -> None:
    form = {
        "payer_account": "62220000000001",
        "payer_name": "王芳",
        "payee_account": fund.account,
        "payee_name": fund.name,
        "yuan": "1234.5",
        "remark": "预缴",
    }
    assert web.post("/transfer", data=form).status_code == 303
    assert levers.balance_fen(fund.account) == 123_450
    for yuan in ("-1", "0", "0.001", "1e3", "１００", "1,000", "9" * 20, ""):
        assert web.post("/transfer", data={**form, "yuan": yuan}).status_code == 422
    assert levers.balance_fen(fund.account) == 123_450
    assert levers.proof()["sound"]


def test_another_site_open_in_the_same_browser_pulls_no_lever(web: httpx.Client) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    assert web.post("/switch", data={"mode": "reject"}, headers=headers).status_code == 403
    assert web.get("/bank/faults").json()["mode"] == "none"


def test_text_messages_are_found_by_number(web: httpx.Client, bank: HttpBank) -> None:
    HttpSms().send("13900130001", "您的公积金账户已入账。")
    HttpSms().send("13900130002", "您好。")
    page = web.get("/sms", params={"to": "13900130001"}).text
    assert "您的公积金账户已入账。" in page
    assert "13900130002" not in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("PUT", "/bank/instructions", 404),
        ("POST", "/bank/instructions", 401),
        ("GET", "/bank/instructions/HJ0000000001", 401),
        ("GET", "/bank/statements/2026-11-18?account=62170000000001", 401),
        ("POST", "/sms/messages", 401),
        ("POST", "/bank/accounts", 400),
        ("PUT", "/bank/faults", 400),
    ],
)
def test_what_it_will_not_do_it_says(
    web: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = web.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_body_without_measure_is_not_read(web: httpx.Client) -> None:
    answer = web.post("/bank/accounts", content=iter([b"{", b"}"]))
    assert answer.status_code == 411


def test_a_body_too_long_is_not_read(bank_process: BankProcess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", bank_process.port, timeout=5)
    connection.putrequest("POST", "/bank/accounts")
    connection.putheader("Content-Length", "5000000000")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_the_cards_have_a_page_with_figures(
    web: httpx.Client, bank: HttpBank, levers: SimulatedBank, fund: Party
) -> None:
    """What the fund says it paid to a person can be found in the bank's own books."""
    wang, li = (
        Party(make_bank_card(seq), name) for seq, name in ((901, "王芳"), (902, "李强"))
    )
    levers.open_cards([(wang, identity(1)), (li, identity(2))], bank="中国工商银行")
    levers.open_accounts([(fund, 1_000_000)], bank="建设银行")
    for fen in (12_300, 40_000):
        paid = replace(instruct(fund, wang, fen), kind="pay")
        bank.send(paid)
        assert levers.rest()
    levers.give_back(paid.serial)
    held = {one["number"]: one for one in levers.cards()}
    assert held[wang.account]["balance_fen"] == 12_300
    figures = [held[wang.account][key] for key in ("payments", "came_fen", "back_fen")]
    assert figures == [2, 52_300, 40_000]
    assert held[li.account]["came_fen"] == 0
    page = web.get("/cards", params={"q": wang.account})
    for text in (wang.account, "王芳", "523.00", "400.00", "123.00"):
        assert text in page.text
    assert li.account not in page.text
    assert identity(1) not in page.text
    assert li.account not in web.get("/").text


def test_a_payment_is_sent_back_by_the_form(
    web: httpx.Client, bank: HttpBank, levers: SimulatedBank, fund: Party
) -> None:
    wang = Party(make_bank_card(903), "王芳")
    levers.open_accounts([(fund, 50_000)], bank="建设银行")
    levers.open_cards([(wang, identity(1))], bank="中国工商银行")
    paid = replace(instruct(fund, wang, 50_000), kind="pay")
    bank.send(paid)
    assert levers.rest()
    form = {"serial": paid.serial, "reason": "账户已销户"}
    assert web.post("/return", data=form).status_code == 303
    assert levers.balance_fen(fund.account) == 50_000
    again = web.post("/return", data=form)
    assert (again.status_code, "已经退汇" in again.text) == (422, True)

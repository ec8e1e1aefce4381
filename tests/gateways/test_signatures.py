"""Nobody but the bank speaks for the bank, and nothing it said once serves twice."""

import json
import time
from collections.abc import Callable

import httpx
import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.signing import Seal
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import BadSignature, BankSilent, Party
from bank_process import KEY, BankProcess, Ear, instruct

PATH = "/c/xinyang/bank/answers?from=bank"
BODY = json.dumps(
    {
        "serial": "HJ0000000001",
        "bank_serial": "BK000000000001",
        "state": "succeeded",
        "amount_fen": "1234500",
        "reason": "",
        "value_on": "2026-11-18",
        "message_id": "9f",
    }
).encode()


def signed(body: bytes = BODY, path: str = PATH, key: str = KEY) -> dict[str, str]:
    return Seal(key).sign(method="POST", path=path, body=body)


def test_a_message_of_the_bank_is_read(bank: HttpBank) -> None:
    answer = bank.verify_callback(headers=signed(), path=PATH, body=BODY)
    assert (answer.serial, answer.amount_fen, answer.message_id) == (
        "HJ0000000001",
        1_234_500,
        "9f",
    )


@pytest.mark.parametrize(
    "forge",
    [
        lambda headers: {},
        lambda headers: {**headers, "X-Anju-Signature": ""},
        lambda headers: {**headers, "X-Anju-Signature": "0" * 64},
        lambda headers: {**headers, "X-Anju-Signature": headers["X-Anju-Signature"].upper()},
        lambda headers: {**headers, "X-Anju-Signature": "é" * 64},
        lambda headers: {**headers, "X-Anju-Nonce": "another-nonce"},
        lambda headers: {**headers, "X-Anju-Nonce": "a\nb" * 5},
        lambda headers: {**headers, "X-Anju-Date": str(int(headers["X-Anju-Date"]) + 1)},
        lambda headers: {**headers, "X-Anju-Date": "１７６３７０００００"},
        lambda headers: signed(key="the-key-of-a-stranger"),
        lambda headers: signed(path="/c/zaozhuang/bank/answers?from=bank"),
        lambda headers: signed(body=BODY.replace(b"1234500", b"9234500")),
        lambda headers: Seal(KEY).sign(method="200", path=PATH, body=BODY),
    ],
)
def test_a_forged_message_is_not_believed(
    bank: HttpBank, forge: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    with pytest.raises(BadSignature):
        bank.verify_callback(headers=forge(signed()), path=PATH, body=BODY)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_five_minutes_from_our_clock_is_not_believed(
    bank: HttpBank, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    now = time.time_ns() // 1_000_000_000
    with monkeypatch.context() as context:
        context.setattr("anju.gateways.signing._now", lambda: now + seconds)
        headers = signed()
    monkeypatch.setattr("anju.gateways.signing._now", lambda: now)
    with pytest.raises(BadSignature, match="五分钟"):
        bank.verify_callback(headers=headers, path=PATH, body=BODY)


def test_a_message_played_again_is_not_believed(bank: HttpBank) -> None:
    headers = signed()
    bank.verify_callback(headers=headers, path=PATH, body=BODY)
    with pytest.raises(BadSignature, match="重放"):
        bank.verify_callback(headers=headers, path=PATH, body=BODY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_fen": 1234500},
        {"amount_fen": "１００"},
        {"amount_fen": "1e3"},
        {"amount_fen": "-1"},
        {"amount_fen": "0"},
        {"amount_fen": "007"},
        {"amount_fen": "9" * 18},
        {"amount_fen": True},
        {"state": "perhaps"},
        {"state": ["succeeded"]},
        {"value_on": None},
        {"value_on": "2026-02-30"},
        {"value_on": "20261118"},
        {"state": "rejected"},
        {"serial": "a b"},
        {"serial": None},
        {"reason": 7},
    ],
)
def test_a_true_message_that_cannot_be_read_is_no_answer(
    bank: HttpBank, wrong: dict[str, object]
) -> None:
    body = json.dumps({**json.loads(BODY), **wrong}).encode()
    with pytest.raises(BankSilent):
        bank.verify_callback(headers=signed(body), path=PATH, body=body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"serial": 1.5}',
        b'{"serial": NaN}',
        b'{"serial": "a", "serial": "b"}',
        b"[" * 9_000,
    ],
)
def test_what_is_no_strict_json_object_is_no_answer(bank: HttpBank, body: bytes) -> None:
    with pytest.raises(BankSilent):
        bank.verify_callback(headers=signed(body), path=PATH, body=body)


def test_a_message_too_long_is_not_even_weighed(bank: HttpBank) -> None:
    body = b" " * 20_000
    with pytest.raises(BadSignature, match="过长"):
        bank.verify_callback(headers=signed(body), path=PATH, body=body)


def test_an_old_answer_does_not_serve_a_new_question(
    bank: HttpBank, monkeypatch: pytest.MonkeyPatch, bank_process: BankProcess
) -> None:
    """Somebody on the line kept the bank's true 'never seen' and plays it to our next query."""
    path = "/bank/instructions/HJ-never-seen"
    headers = Seal(KEY).sign(method="GET", path=path, body=b"")
    old = httpx.get(bank_process.url + path, headers=headers)
    assert old.status_code == 404
    monkeypatch.setattr(
        "anju.gateways.line._client",
        lambda _: httpx.Client(
            base_url=bank_process.url, transport=httpx.MockTransport(lambda _: old)
        ),
    )
    old = httpx.Response(404, stream=httpx.ByteStream(old.content), headers=old.headers)
    with pytest.raises(BankSilent, match="不是对本次询问"):
        bank.query("HJ-never-seen")


def test_an_unsigned_404_is_not_taken_for_never_seen(
    bank: HttpBank, settings, ear: Ear, silk_mill: Party
) -> None:
    settings.ANJU_BANK_URL = f"http://127.0.0.1:{ear.server.server_port}"
    with pytest.raises(BankSilent):
        HttpBank().query("HJ0000000001")


def test_a_signed_404_of_a_wrong_address_is_not_taken_for_never_seen(
    bank: HttpBank, settings, bank_process: BankProcess
) -> None:
    settings.ANJU_BANK_URL = f"{bank_process.url}/another/bank"
    with pytest.raises(BankSilent):
        HttpBank().query("HJ0000000001")


def test_with_another_key_the_bank_does_nothing_for_us(
    bank: HttpBank, levers: SimulatedBank, settings, silk_mill: Party, fund: Party
) -> None:
    settings.ANJU_BANK_KEY = "the-key-of-a-stranger"
    with pytest.raises(BankSilent):
        HttpBank().send(instruct(silk_mill, fund))
    assert levers.rest()
    assert levers.balance_fen(fund.account) == 0


def test_the_bank_takes_a_request_played_again_for_a_forgery(
    bank: HttpBank, bank_process: BankProcess
) -> None:
    path = "/bank/instructions/HJ-never-seen"
    headers = Seal(KEY).sign(method="GET", path=path, body=b"")
    answers = [httpx.get(bank_process.url + path, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [404, 401]


def test_a_key_too_short_to_keep_is_not_used(settings) -> None:
    settings.ANJU_BANK_KEY = "short"
    with pytest.raises(ValueError, match="ANJU_BANK_KEY"):
        HttpBank()

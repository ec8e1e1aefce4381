"""A bank over HTTP with signed messages, as `anju.payments.bank.Bank` wishes it."""

import json
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.cache import cache

from anju.gateways.line import Line
from anju.gateways.messages import (
    read_acceptance,
    read_answer,
    read_card_answer,
    read_notice,
    read_object,
    read_statement,
)
from anju.gateways.signing import WINDOW_SECONDS, Seal
from anju.payments.bank import (
    Acceptance,
    Answer,
    BadSignature,
    BankRefused,
    BankSilent,
    CardAnswer,
    CardCheck,
    DayNotOver,
    Instruction,
    Notice,
    Party,
    Statement,
)

LARGEST_CALLBACK = 16 * 1024
LARGEST_STATEMENT = 32 * 1024 * 1024
TOO_EARLY = 425


class HttpBank:
    """The bank at ANJU_BANK_URL, which shares ANJU_BANK_KEY with us."""

    def __init__(self) -> None:
        self._line = Line(url=settings.ANJU_BANK_URL, key=settings.ANJU_BANK_KEY)
        self._seal = Seal(settings.ANJU_BANK_KEY)

    def send(self, instruction: Instruction) -> Acceptance:
        """Hand over an instruction; the same one again moves nothing more.

        Raises BankSilent when nobody knows whether the bank has it, BankRefused when it will
        not act.
        """
        status, body = self._line.ask("POST", "/bank/instructions", _written(instruction))
        if status != 202:
            raise _refusal(status, body)
        acceptance = read_acceptance(body)
        if acceptance.serial != instruction.serial:
            raise BankSilent("银行的答复说的是另一笔流水。")
        return acceptance

    def query(self, serial: str) -> Answer | None:
        """Ask what became of our serial; None when the bank has never seen it.

        Raises BankSilent without a usable answer.
        """
        path = f"/bank/instructions/{quote(serial, safe='')}"
        status, body = self._line.ask("GET", path)
        # Only a bank that names our serial has looked for it; another 404 is a wrong address.
        if status == 404 and read_object(body).get("serial") == serial:
            return None
        if status != 200:
            raise BankSilent(f"银行的答复不可用（{status}）。")
        answer = read_answer(body)
        if answer.serial != serial:
            raise BankSilent("银行的答复说的是另一笔流水。")
        return answer

    def statement(self, day: date, account: str) -> Statement:
        """Fetch the statement of an account for one of the bank's days, as the bank wrote it.

        Raises DayNotOver while the bank's own day lasts; BankSilent without a usable answer,
        or when it is for another day or account; BankRefused for an account unknown there.
        """
        path = f"/bank/statements/{day.isoformat()}?{urlencode({'account': account})}"
        status, body = self._line.ask("GET", path, largest=LARGEST_STATEMENT)
        if status == TOO_EARLY:
            raise DayNotOver(_reason(body))
        if status != 200:
            raise _refusal(status, body)
        statement = read_statement(body)
        if (statement.day, statement.account) != (day, account):
            raise BankSilent("银行给出的是另一天或另一账户的对账单。")
        return statement

    def verify_card(self, check: CardCheck) -> CardAnswer:
        """Ask whether a card is held under this name and identity; no money moves.

        Raises BankSilent without a usable answer, BankRefused when it will not look.
        """
        content = {
            "bank": check.bank,
            "card": _side(check.card),
            "identity_type": check.identity_type,
            "identity_number": check.identity_number,
        }
        body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        status, answer = self._line.ask("POST", "/bank/card-checks", body)
        if status != 200:
            raise _refusal(status, answer)
        return read_card_answer(answer)

    def verify_callback(self, *, headers: Mapping[str, str], path: str, body: bytes) -> Answer:
        """Read a message the bank sent us; `path` is what it called, query string included.

        Raises BadSignature when it is not the bank's, is older than five minutes, or was
        delivered to this process before; BankSilent when it is the bank's but malformed.
        """
        self._prove(headers, path, body)
        return read_answer(body)

    def verify_notice(self, *, headers: Mapping[str, str], path: str, body: bytes) -> Notice:
        """Read an arrival notice the bank sent us; proven as `verify_callback` proves answers.

        Raises BadSignature when it is not the bank's, BankSilent when it is but malformed.
        """
        self._prove(headers, path, body)
        return read_notice(body)

    def _prove(self, headers: Mapping[str, str], path: str, body: bytes) -> None:
        if len(body) > LARGEST_CALLBACK:
            raise BadSignature("报文过长。")
        nonce = self._seal.prove(method="POST", path=path, headers=headers, body=body)
        # A message sent again by the bank has a new nonce; the same nonce is a replay.
        if not cache.add(f"bank-nonce:{nonce}", True, timeout=2 * WINDOW_SECONDS):
            raise BadSignature("报文重放，已拒收。")


def _written(instruction: Instruction) -> bytes:
    content = {
        "serial": instruction.serial,
        "kind": instruction.kind,
        "amount_fen": str(instruction.amount_fen),
        "payer": _side(instruction.payer),
        "payee": _side(instruction.payee),
        "purpose": instruction.purpose,
        "remark": instruction.remark,
        "callback_url": instruction.callback_url,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _side(party: Party) -> dict[str, str]:
    return {"account": party.account, "name": party.name}


def _refusal(status: int, body: bytes) -> Exception:
    """What a 4xx means: a refusal when the bank says why, silence when it does not."""
    if status not in (400, 404, 409, 413):
        return BankSilent(f"银行的答复不可用（{status}）。")
    return BankRefused(status, _reason(body))


def _reason(body: bytes) -> str:
    reason = read_object(body).get("error")
    return reason if isinstance(reason, str) else "银行没有说明原因。"

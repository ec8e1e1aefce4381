"""The levers of the simulated bank, for the demo town and the tests; a real bank has none."""

import contextlib
import json
import time
from collections.abc import Iterable
from datetime import date
from typing import Any

import httpx
from django.conf import settings

from anju.payments.bank import BankSilent, Party

_LOOKS_A_SECOND = 20
_PATIENCE_SECONDS = 120


class SimulatedBank:
    """The simulator at ANJU_BANK_URL, seen from behind its counter; amounts in fen."""

    def __init__(self, url: str = "") -> None:
        address = url or settings.ANJU_BANK_URL
        # Behind the counter nobody is in a hurry; a busy machine is no reason to fall.
        self._client = httpx.Client(
            base_url=address, trust_env=False, timeout=_PATIENCE_SECONDS
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def open_accounts(self, accounts: Iterable[tuple[Party, int]], *, bank: str = "") -> None:
        """Open accounts with these balances in one go, or set the balances of known ones."""
        wanted = [
            {
                "account": party.account,
                "name": party.name,
                "balance_fen": str(balance_fen),
                "bank": bank,
            }
            for party, balance_fen in accounts
        ]
        self._ask("POST", "/bank/accounts", {"accounts": wanted})

    def open_cards(self, cards: Iterable[tuple[Party, str]], *, bank: str = "") -> None:
        """Open empty cards in one go: whose, and the identity number the bank knows."""
        wanted = [
            {
                "account": party.account,
                "name": party.name,
                "identity_number": identity_number,
                "balance_fen": "0",
                "bank": bank,
            }
            for party, identity_number in cards
        ]
        self._ask("POST", "/bank/accounts", {"accounts": wanted})

    def cards(self) -> list[dict[str, Any]]:
        """Every card: number, name, bank, status, payments, and in fen balance, came, back."""
        told: list[dict[str, Any]] = self._ask("GET", "/bank/cards")["cards"]
        return [
            {key: int(held) if key.endswith("_fen") else held for key, held in row.items()}
            for row in told
        ]

    def set_status(self, account: str, status: str) -> None:
        """Freeze an account or thaw it: `frozen` or `normal`."""
        self._ask("PUT", f"/bank/accounts/{account}/status", {"status": status})

    def balance_fen(self, account: str) -> int:
        """The true balance of an account."""
        return int(self._ask("GET", f"/bank/accounts/{account}")["balance_fen"])

    def remarks_of_the_day(self, account: str) -> list[str]:
        """What payers wrote on whatever moved on the account's own day so far (当日明细)."""
        return [
            line["remark"]
            for line in self._ask("GET", f"/bank/accounts/{account}/day")["lines"]
        ]

    def set_date(self, day: date, *, account: str = "") -> None:
        """Set the bank's business date, or one account's, as centers have clocks apart."""
        only = {"account": account} if account else {}
        self._ask("POST", "/bank/date", {"date": day.isoformat(), **only})

    def set_latency(self, milliseconds: int) -> None:
        """Set how long after taking an instruction the bank carries it out."""
        self._ask("PUT", "/bank/settings", {"latency_ms": milliseconds})

    def set_faults(self, mode: str, **details: object) -> None:
        """Set the fault switch; `none` puts everything right."""
        self._ask("PUT", "/bank/faults", {"mode": mode, **details})

    def transfer(
        self, *, payer: Party, payee: Party, amount_fen: int, remark: str, digest: str = ""
    ) -> str:
        """Let money arrive that nobody instructed, and return the bank's serial of it.

        `digest` is the bank's own word for it (摘要), `remark` what the payer wrote (备注).
        """
        content = {
            "payer": {"account": payer.account, "name": payer.name},
            "payee": {"account": payee.account, "name": payee.name},
            "amount_fen": str(amount_fen),
            "remark": remark,
            "digest": digest,
        }
        return str(self._ask("POST", "/bank/transfers", content)["bank_serial"])

    def tell_arrivals(self, account: str, url: str) -> None:
        """Have the bank call `url` whenever money comes by itself; empty for never."""
        self._ask("PUT", f"/bank/accounts/{account}/notices", {"url": url})

    def give_back(self, serial: str, *, reason: str = "") -> str:
        """Return a payment that succeeded (退汇), and return the bank's serial of that."""
        content = {"serial": serial, "reason": reason}
        return str(self._ask("POST", "/bank/returns", content)["bank_serial"])

    def rest(self, *, seconds: int = _PATIENCE_SECONDS, untold: bool = True) -> bool:
        """Wait until nothing is left to carry out (or tell); False if something is."""
        ends = time.monotonic_ns() + seconds * 1_000_000_000
        while True:
            queue = self._ask("GET", "/bank/queue")
            if queue["waiting"] == 0 and (queue["untold"] == 0 or not untold):
                return True
            if time.monotonic_ns() > ends:
                return False
            time.sleep(1 / _LOOKS_A_SECOND)

    def proof(self) -> dict[str, Any]:
        """What the bank finds when it proves its own books; `sound` says if all is well."""
        return self._ask("GET", "/bank/proof")

    def inbox(self, to: str = "") -> list[dict[str, str]]:
        """The text messages a number received, newest first; of all numbers without one."""
        messages: list[dict[str, str]] = self._ask("GET", f"/sms/inbox?to={to}")["messages"]
        return messages

    def _ask(self, method: str, path: str, content: object = None) -> dict[str, Any]:
        body = b"" if content is None else json.dumps(content).encode()
        answer = self._client.request(method, path, content=body)
        if answer.status_code != 200:
            raise ValueError(f"{method} {path}: {answer.status_code} {answer.text}")
        told: dict[str, Any] = answer.json()
        return told


class SimulatedClock:
    """The simulated bank's calendar; in a demo it goes with the center's business day."""

    def end_days_before(self, day: date, *, account: str) -> None:
        """Let the bank end every earlier day of an account. Raises BankSilent without a yes."""
        with contextlib.closing(SimulatedBank()) as levers:
            try:
                levers.set_date(day, account=account)
            except (httpx.HTTPError, ValueError) as error:
                raise BankSilent(f"模拟银行没有答复（{error}）。") from error

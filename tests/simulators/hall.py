"""The smallest customer that survives a bad bank: what any hall must do, without a database."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from anju.gateways.bank import HttpBank
from anju.payments.bank import Answer, BadSignature, BankSilent, Instruction, Statement

# Looks a fiftieth of a second apart: a killed bank starts again slowly beside other work.
PATIENCE = 1500


@dataclass
class Hall:
    """Posts each serial at most once, freezes what contradicts, lets the statement decide."""

    bank: HttpBank
    orders: dict[str, Instruction] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    frozen: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    posted: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, headers: dict[str, str], path: str, body: bytes) -> int:
        """The callback view."""
        try:
            answer = self.bank.verify_callback(headers=headers, path=path, body=body)
        except (BadSignature, BankSilent):
            return 401
        self.record(answer)
        return 204

    def record(self, answer: Answer) -> None:
        with self.lock:
            order, known = self.orders.get(answer.serial), self.answers.get(answer.serial)
            if order is None:
                self.strangers.add(answer.serial)
            elif answer.state == "accepted":
                pass
            elif known is None:
                self._settle(order, answer)
            elif (known.state, known.amount_fen) != (answer.state, answer.amount_fen):
                self.frozen.add(answer.serial)

    def _settle(self, order: Instruction, answer: Answer) -> None:
        self.answers[order.serial] = answer
        if answer.state == "succeeded" and answer.amount_fen != order.amount_fen:
            self.frozen.add(order.serial)
        elif answer.state == "succeeded":
            self.posted[order.serial] = answer.amount_fen

    def send_all(self, instructions: list[Instruction]) -> None:
        """Send in parallel; a row stands before anything is sent."""
        self.orders |= {instruction.serial: instruction for instruction in instructions}
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(self._send, instructions))

    def _send(self, instruction: Instruction) -> None:
        for _ in range(PATIENCE):
            try:
                self.bank.send(instruction)
                return
            except BankSilent:
                time.sleep(0.02)
        raise AssertionError(f"{instruction.serial} was never accepted")

    def ask_all(self) -> None:
        """Ask after every order; the answer of a question is recorded like a call's."""
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(self._ask, list(self.orders)))

    def _ask(self, serial: str) -> None:
        for _ in range(PATIENCE):
            try:
                answer = self.bank.query(serial)
            except BankSilent:
                continue
            if answer is not None and answer.state != "accepted":
                self.record(answer)
                return
            time.sleep(0.05)
        raise AssertionError(f"{serial} was never decided")

    def statement(self, day: date, account: str) -> Statement:
        for _ in range(PATIENCE):
            try:
                return self.bank.statement(day, account)
            except BankSilent:
                continue
        raise AssertionError("no statement")

    def decide_by(self, statement: Statement) -> None:
        """The reconciliation desk: for what is frozen, the statement is the truth."""
        booked = {line.serial: line.amount_fen for line in statement.lines}
        for serial in self.frozen:
            self.posted.pop(serial, None)
            if serial in booked:
                self.posted[serial] = booked[serial]

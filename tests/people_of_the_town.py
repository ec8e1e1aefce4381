"""Named people and employers for the tests; invented, with valid check digits."""

from datetime import date
from decimal import Decimal

from anju.ground.calendar import Month
from anju.ground.invented import make_credit_code, make_identity_number, make_mobile
from anju.payments.bank import (
    Acceptance,
    Answer,
    CardAnswer,
    CardCheck,
    CardResult,
    Instruction,
    Statement,
)
from anju.payments.models import Order
from anju.payments.sign_account import sign_account
from anju.people.accounts.deed import Change, Terms
from anju.people.accounts.open_accounts import Opening, open_fund_accounts
from anju.people.employers.register_employer import Registration, register_employer
from anju.people.models import Employer

JULY = Month(2026, 7)
TODAY = date(2026, 11, 18)
TWELVE = Decimal("0.12")
SEVEN = Decimal("0.07")


def employer(name: str = "申城纺织有限公司", *, seq: int = 1, signed: bool = True) -> Employer:
    """An employer whose first month is July 2026, payday the 10th, 12 % on both sides."""
    made = register_employer(
        registration=Registration(
            name=name,
            credit_code=make_credit_code(seq),
            branch="市直管理部",
            address="演示路 1 号",
            payday=10,
            employer_rate=TWELVE,
            own_rate=TWELVE,
            first_month=JULY,
        ),
        today=date(2026, 7, 1),
        by="test",
    )
    if signed:
        sign_account(
            employer=made,
            bank="中国建设银行",
            account=f"4105017800{seq:08d}",
            holder=made.name,
            today=date(2026, 7, 1),
            by="test",
        )
    return made


def identity(order: int, *, born_on: date = date(1990, 3, 7)) -> str:
    """The identity number of the order-th invented person."""
    return make_identity_number("411502", born_on, order)


def terms(base_fen: int = 600_000, *, side_fen: int = 72_000) -> Terms:
    """What is paid on a base of 6,000 yuan at 12 % and 12 %."""
    return Terms(base_fen, TWELVE, TWELVE, side_fen, side_fen)


def opening(
    order: int, name: str, *, base_fen: int = 600_000, side_fen: int = 72_000
) -> Opening:
    """A person to open an account for."""
    return Opening(
        name, identity(order), make_mobile(order), terms(base_fen, side_fen=side_fen)
    )


def change(month: Month = JULY, *, source: str = "test", today: date = TODAY) -> Change:
    """A change from a month on, made by the tests."""
    return Change(month=month, today=today, actor="test", source=source)


def staff(at: Employer, *openings: Opening) -> list[str]:
    """Open accounts for people and answer their account numbers."""
    return open_fund_accounts(employer=at, openings=list(openings), change=change())


class FakeBank:
    """A bank that takes everything and says what it is told to say."""

    def __init__(self) -> None:
        self.taken: dict[str, Instruction] = {}
        self.card_checks: list[CardCheck] = []
        self.card_result: CardResult = "matches"

    def send(self, instruction: Instruction) -> Acceptance:
        self.taken[instruction.serial] = instruction
        return Acceptance(instruction.serial, f"B{instruction.serial}", "accepted")

    def query(self, serial: str) -> Answer | None:
        return self.says(serial, "succeeded") if serial in self.taken else None

    def verify_card(self, check: CardCheck) -> CardAnswer:
        self.card_checks.append(check)
        return CardAnswer(self.card_result, f"HY{len(self.card_checks)}")

    def says(
        self, serial: str, state: str, *, reason: str = "", fen: int | None = None
    ) -> Answer:
        amount = Order.objects.get(serial=serial).amount_fen if fen is None else fen
        return Answer(
            serial=serial,
            bank_serial=f"B{serial}",
            state=state,  # type: ignore[arg-type]
            amount_fen=amount,
            reason=reason,
            value_on=TODAY,
        )

    def statement(self, day: date, account: str) -> Statement:
        return Statement(account, day, 0, 0, ())

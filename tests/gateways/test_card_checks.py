"""The bank compares a card with its books: name, identity, bank and state."""

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ground.invented import make_bank_card
from anju.payments.bank import BankSilent, CardCheck, Party
from people_of_the_town import identity

ICBC = "中国工商银行"
CARD = make_bank_card(801)


def ask(bank: HttpBank, *, name: str = "王芳", who: int = 1, at: str = ICBC) -> str:
    check = CardCheck(at, Party(CARD, name), "01", identity(who))
    return bank.verify_card(check).result


@pytest.fixture
def card(levers: SimulatedBank) -> str:
    levers.open_cards([(Party(CARD, "王芳"), identity(1))], bank=ICBC)
    levers.set_status(CARD, "normal")
    return CARD


def test_each_thing_that_differs_is_told_by_its_name(
    bank: HttpBank, levers: SimulatedBank, card: str, silk_mill: Party
) -> None:
    assert ask(bank) == "matches"
    assert ask(bank, name="王方") == "other_name"
    assert ask(bank, who=2) == "other_identity"
    assert ask(bank, at="中国银行") == "other_bank"
    levers.set_status(card, "frozen")
    assert ask(bank) == "unusable"
    # An employer's account is nobody's card.
    check = CardCheck("", silk_mill, "01", identity(1))
    assert bank.verify_card(check).result == "unknown"


@pytest.mark.parametrize("mode", ["silence_before", "error", "bad_signature", "reset"])
def test_a_bank_that_gives_no_usable_answer_is_silent(
    bank: HttpBank, levers: SimulatedBank, card: str, mode: str
) -> None:
    levers.set_faults(mode, on=["card"], count=1)
    with pytest.raises(BankSilent):
        ask(bank)
    assert ask(bank) == "matches"


def test_the_books_keep_no_identity_number(bank_process, card: str) -> None:
    books = b"".join(part.read_bytes() for part in bank_process.folder.glob("bank.sqlite3*"))
    assert identity(1).encode() not in books
    assert card.encode() in books

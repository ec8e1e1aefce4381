"""Money is booked where it came to, and what the bank alone decides leaves a trail too."""

import pytest
from tests.contributions.remittances.test_remit import bank_pays, held, remit
from tests.people_of_the_town import TODAY, FakeBank, employer, opening, staff

from anju.audit.models import Event
from anju.contributions import allot, collecting
from anju.contributions.models import Remittance
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.documents.models import Receipt
from anju.ledger.models import Account, Entry, Posting
from anju.payments.bank import Party
from anju.payments.models import Order
from anju.people.models import Employer


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def test_money_is_booked_at_the_bank_account_it_was_sent_to(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The center may change its collection account while an order is under way."""
    remit(mill)
    submit_prepayment(
        employer=mill, amount_fen=500, note="", intent="p", today=TODAY, by="赵会计"
    )
    monkeypatch.setattr(
        collecting, "collection_account", lambda today: Party("999999999999", "新归集户")
    )
    bank_pays(FakeBank())
    used = set(Posting.objects.filter(account_id__lt=10_000).values_list("account", flat=True))
    numbers = set(Account.objects.filter(pk__in=used).values_list("number", flat=True))
    assert numbers == set(Order.objects.values_list("payee_account", flat=True))


def test_what_the_bank_turned_down_is_written_down(mill: Employer) -> None:
    remittance = remit(mill)
    prepayment = submit_prepayment(
        employer=mill, amount_fen=500, note="", intent="p", today=TODAY, by="赵会计"
    )
    bank_pays(FakeBank(), "rejected", reason="余额不足")
    ended = Event.objects.filter(actor="银行").values_list("deed", "subject", "detail")
    assert {(deed, subject) for deed, subject, _ in ended} == {
        ("end_remittance", remittance.number),
        ("end_prepayment", prepayment.number),
    }
    assert {detail["why"] for *_, detail in ended} == {"余额不足"}


def test_a_deed_somebody_has_booked_is_not_ended_by_a_late_look(mill: Employer) -> None:
    seen_as_waiting = remit(mill)
    bank_pays(FakeBank())
    allot._end_remittance(seen_as_waiting)
    assert Remittance.objects.get().state == "posted"
    assert held(mill) == [144_000, 147_000]
    assert not Remittance.objects.get().months.filter(live=False).exists()


def test_a_cheques_receipt_says_it_came_over_the_counter(mill: Employer) -> None:
    book_cheque(
        employer=mill, amount_fen=500, cheque_number="30504410", today=TODAY, by="财务科"
    )
    assert Receipt.objects.get().facts.channel == "柜面"
    assert Entry.objects.get().channel == "00"

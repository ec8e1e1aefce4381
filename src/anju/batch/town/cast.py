"""The borrowers' part of the demo book: how each signs in, what he owns, where he stands."""

from typing import Any

from anju.batch.town.belongings import cards_of_borrowers, there
from anju.batch.town.borrowers import Borrower, borrowers_of
from anju.batch.town.cards import card_entry
from anju.batch.town.passwords import password_of
from anju.batch.town.plan import TODAY, Hall
from anju.batch.town.players import payment_password
from anju.people.lists import accounts_of
from anju.policy.rules import value
from anju.withdrawals.models import Withdrawal


def borrower_entries(hall: Hall) -> list[dict[str, Any]]:
    """Everybody of the cast; nobody in a town that was built before there was one."""
    began = Withdrawal.objects.filter(intent__startswith=f"town-{hall.code}-").exists()
    return [_entry(hall, one) for one in borrowers_of(hall)] if began else []


def _entry(hall: Hall, one: Borrower) -> dict[str, Any]:
    member = there(hall, one)
    title = value(f"withdrawal.{one.reason}", on=TODAY).title
    last = Withdrawal.objects.filter(member=member).select_related("case").last()
    cards = [card_entry(card) for card in cards_of_borrowers(hall) if card.person == one.person]
    return {
        "kind": one.kind,
        "about": one.about.format(title=title),
        "identity_number": member.identity_number,
        "name": member.name,
        "mobile": member.mobile,
        "password": password_of(hall.code, member.identity_number),
        "payment_password": payment_password(hall, member),
        "accounts": [account.number for account in accounts_of(member=member)],
        "reason": one.reason,
        "bank_cards": cards,
        "loans": [loan.number for loan in member.loan_records.order_by("number")],
        "materials": [each.number for each in member.materials.order_by("number")],
        "withdrawal": last.number if last else None,
        "state": last.get_state_display() if last else None,
        "case": last.case.number if last and last.case else None,
        "case_state": last.case.get_state_display() if last and last.case else None,
    }

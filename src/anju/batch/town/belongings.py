"""What the town's borrowers own before they ask: cards, loans on record, papers, a draft."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from anju.batch.town.borrowers import (
    FUND_LOAN,
    HOME,
    LOAN,
    Borrower,
    borrowers_of,
    crowd_of,
    member_of,
)
from anju.batch.town.cards import TownCard, card_number, keep_cards
from anju.batch.town.papers import (
    BOUGHT_ON,
    PRICE,
    address_of,
    contract_number,
    give_papers,
)
from anju.batch.town.plan import Hall
from anju.batch.town.world import World
from anju.documents.materials.models import Material
from anju.people.models import Member
from anju.policy.rules import value
from anju.withdrawals.applying.draft import Kept, keep_draft
from anju.withdrawals.lists import loans_of
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord

CARDS_FROM, SECOND_CARDS_FROM = 1000, 500_000
REPAID_ON = 20
REPAID_MONTHS = range(3, 11)
KINDS = {LOAN: LoanRecord.Kind.COMMERCIAL, FUND_LOAN: LoanRecord.Kind.FUND}


def give_belongings(*, hall: Hall, world: World, today: date, by: str) -> None:
    """Cards at the bank and bound, loans written down at the counter, papers in the wallet."""
    keep_cards(hall=hall, world=world, cards=cards_of_borrowers(hall))
    for whose in (*borrowers_of(hall), *crowd_of(hall)):
        member = there(hall, whose)
        if whose.reason in KINDS:
            _lend(hall, whose, member, today, by)
        if whose.kind != "frozen":
            papers = give_papers(hall=hall, whose=whose, member=member, today=today)
            if whose.kind == "buyer":
                _begin_a_form(hall, whose, member, papers)


def cards_of_borrowers(hall: Hall) -> list[TownCard]:
    """One bound card each; whose payment came back has a second one that is not bound."""
    cards = [
        TownCard(one.person, card_number(hall, CARDS_FROM + one.person), bound=True)
        for one in (*borrowers_of(hall), *crowd_of(hall))
    ]
    return cards + [
        TownCard(one.person, card_number(hall, SECOND_CARDS_FROM + one.person))
        for one in borrowers_of(hall)
        if one.kind == "bounced"
    ]


def there(hall: Hall, whose: Borrower) -> Member:
    """The member a borrower is; raises LookupError when the history has not brought him."""
    member = member_of(hall, whose.person)
    if member is None:
        raise LookupError(f"{whose.kind} is not there yet")
    return member


def told_of_home(hall: Hall, whose: Borrower) -> dict[str, str]:
    """What somebody types who has bought a home, as his contract says it."""
    return {
        "contract_number": contract_number(hall, whose),
        "contract_on": f"{BOUGHT_ON}",
        "address": address_of(whose),
        "cost": PRICE,
    }


@transaction.atomic
def _lend(hall: Hall, whose: Borrower, member: Member, today: date, by: str) -> None:
    kind = KINDS[whose.reason]
    if loans_of(member=member, kind=kind).exists():
        return
    bank = value("bank.collection_account", on=today).bank_name
    loan = record_loan(
        borrower=member,
        facts=LoanFacts(
            kind=kind,
            contract_number=f"JK{hall.number}{whose.person:07d}",
            bank="住房公积金管理中心" if kind == LoanRecord.Kind.FUND else bank,
            address=address_of(whose),
            price_fen=98_000_000,
            amount_fen=46_000_000,
            months=240,
            lent_on=date(2026, 1, 15),
        ),
        today=today,
        by=by,
    )
    each_fen = 52_000 + whose.person % 37 * 1_183
    repaid = [
        (date(2026, month, REPAID_ON), each_fen + month * 217, 38_640 - month * 217)
        for month in REPAID_MONTHS
    ]
    record_repayments(loan=loan, repaid=repaid, state=LoanRecord.State.NORMAL, by=by)


def _begin_a_form(hall: Hall, whose: Borrower, member: Member, papers: list[Material]) -> None:
    """He has chosen his papers and stopped before the price; a draft lives thirty real days."""
    told = told_of_home(hall, whose)
    del told["cost"]
    account = member.accounts.get()
    kept = Kept(str(account.pk), told, [one.number for one in papers])
    keep_draft(member=member, reason=HOME, kept=kept, now=timezone.now())

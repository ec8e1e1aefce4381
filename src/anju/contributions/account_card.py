"""What a member sees of his accounts: cards, and the lines of one account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju.centers.sql import rows
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ledger.kinds import Kind
from anju.ledger.lists import Line as StatementLine
from anju.ledger.lists import Span, Totals, balances, statement, statement_totals
from anju.people.lists import accounts_of
from anju.people.models import FundAccount, Member

# Doors filter lines by kind, and the ledger itself is closed to them.
__all__ = ["AccountCard", "Kind", "NotYourAccount", "Page", "card_of", "cards_of", "lines_of"]


class NotYourAccount(Refusal):
    code = "contributions.not_your_account"


@dataclass(frozen=True)
class AccountCard:
    """One account with its balance in fen and the last month paid for (Z-10, Z-29)."""

    account: FundAccount
    balance_fen: int
    paid_through: Month | None


@dataclass(frozen=True)
class Page:
    """A page of lines with the totals of the whole filter, amounts in fen."""

    lines: list[StatementLine]
    totals: Totals


def cards_of(*, member: Member) -> list[AccountCard]:
    """All accounts of a member, closed ones too, the active one first."""
    accounts = list(accounts_of(member=member))
    held = balances(accounts=[account.pk for account in accounts])
    paid = paid_through(accounts=[account.pk for account in accounts])
    return [
        AccountCard(account, held[account.pk], paid.get(account.pk)) for account in accounts
    ]


def card_of(*, member: Member, number: str) -> AccountCard:
    """One of the member's own accounts; raises NotYourAccount for anybody else's (J-06)."""
    for card in cards_of(member=member):
        if card.account.number == number:
            return card
    raise NotYourAccount("只能查询本人的账户。")


def paid_through(*, accounts: Sequence[int]) -> dict[int, Month]:
    """The last month paid for, by account; an account never paid for is not in it."""
    found = rows("contributions/paid_through", accounts=list(accounts))
    return {row["account_id"]: Month.of_code(row["month"]) for row in found}


def lines_of(
    *,
    card: AccountCard,
    since: date,
    until: date,
    kinds: Sequence[Kind],
    limit: int,
    offset: int,
) -> Page:
    """A page of an account's lines between two days, both included (J-08, Z-29)."""
    span = Span(account=card.account.pk, since=since, until=until, kinds=tuple(kinds))
    return Page(
        lines=statement(span=span, limit=limit, offset=offset),
        totals=statement_totals(span=span),
    )

"""Opens accounts of the ledger."""

from datetime import date

from django.db import IntegrityError, connection, transaction

from anju.ledger.models import Account


def open_accounts(
    *, subject: str, numbers: list[str], near: str, opened_on: date
) -> dict[str, int]:
    """Open an account for each number and answer number → account id.

    Ids come from blocks shared by what is `near` (an employer's number), so that what is posted
    together lies together. Raises IntegrityError when a number is taken.
    """
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, id FROM ledger_open(%s, %s::text[], %s, %s)",
            [subject, numbers, near, opened_on],
        )
        return dict(cursor.fetchall())


def fund_account(*, subject: str, number: str, opened_on: date) -> int:
    """The id of one of the fund's own accounts, opened at its first use.

    Of two who use it first at the same moment, the second waits for the first and finds his.
    """
    found = _found(subject, number)
    if found is not None:
        return found
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT ledger_open_fund(%s, %s, %s)", [subject, number, opened_on])
            return int(cursor.fetchone()[0])
    except IntegrityError:
        found = _found(subject, number)
        if found is None:
            raise
        return found


def _found(subject: str, number: str) -> int | None:
    found = Account.objects.filter(subject=subject, number=number)
    return found.values_list("pk", flat=True).first()

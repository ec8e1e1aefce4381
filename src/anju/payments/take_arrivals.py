"""Writes down money that came by itself, once, whether a notice or the statement told first."""

from collections.abc import Container

from django.db import transaction

from anju.centers.wake import wake
from anju.payments.bank import Notice, Statement
from anju.payments.find_returned import find_returned
from anju.payments.models import Arrival


def take_notice(*, notice: Notice) -> bool:
    """Keep what the bank told us has come; answers whether it was news.

    The same money told again, or on the statement later, changes nothing: an arrival is known
    by account, day and the bank's serial (security H3).
    """
    return bool(
        _keep(
            [
                Arrival(
                    account=notice.account,
                    day=notice.day,
                    bank_serial=notice.bank_serial,
                    amount_fen=notice.amount_fen,
                    payer_account=notice.payer.account[:32],
                    payer_name=notice.payer.name[:255],
                    digest=notice.digest[:60],
                    remark=notice.remark[:120],
                    source=Arrival.Source.NOTICE,
                )
            ]
        )
    )


def take_lines(*, statement: Statement, known: Container[str | None]) -> int:
    """Keep every incoming line without an order among `known` serials; answers how many."""
    return _keep(
        [
            Arrival(
                account=statement.account,
                day=statement.day,
                bank_serial=line.bank_serial,
                amount_fen=line.amount_fen,
                payer_account=line.other_account[:32],
                payer_name=line.other_name[:255],
                digest=line.digest[:60],
                remark=line.remark[:120],
                source=Arrival.Source.STATEMENT,
            )
            for line in statement.lines
            if line.direction == "in" and line.serial not in known
        ]
    )


def _keep(arrivals: list[Arrival]) -> int:
    """Add those nobody has told yet; a second teller at the same moment adds nothing."""
    with transaction.atomic():
        # A payment that comes back is held first: whoever is told of it at the same moment
        # waits here, and then finds the arrival below.
        returned = find_returned(arrivals)
        serials = [arrival.bank_serial for arrival in arrivals]
        told = Arrival.objects.filter(bank_serial__in=serials)
        known = set(told.values_list("account", "day", "bank_serial"))
        fresh = [
            one for one in arrivals if (one.account, one.day, one.bank_serial) not in known
        ]
        for one in fresh:
            one.returns = returned.get(one.bank_serial)
            if one.returns is not None and one.returns.card_id:
                # From a member's card, whose number is not written down a second time.
                one.payer_account = one.returns.payee_account
        if fresh:
            Arrival.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
            wake("allot_money")
    return len(fresh)

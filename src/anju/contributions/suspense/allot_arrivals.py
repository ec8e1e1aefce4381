"""The job of 暂收: books what came, pays remittances that wait for it, ends those too old."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db.models import Q

from anju.centers.each import run_each
from anju.contributions.models import Remittance, SuspenseDeed
from anju.contributions.remittances.post_remittance import post_remittance
from anju.contributions.suspense.book_arrival import BANK, book_arrival
from anju.contributions.suspense.give_back import PURPOSE, finish_return
from anju.contributions.suspense.settle_transfer import settle_transfer
from anju.contributions.suspense.withdraw_transfer import expire_transfer
from anju.payments.models import Arrival

# The statement of the last day comes on the next one; until then money may have come in time.
STATEMENT_DAYS = 1
TRANSFERS = Remittance.objects.filter(method=Remittance.Method.TRANSFER)
Step = Callable[[], object]


def allot_arrivals(*, today: date) -> int:
    """Take up whatever waits in 暂收; may be called at any time and any number of times.

    Answers how many steps there were. One that cannot be done does not hold up the others;
    what went wrong is raised together at the end, as an ExceptionGroup.
    """
    taken = 0

    def take(steps_of: Callable[[date], list[Step]]) -> None:
        nonlocal taken
        steps = steps_of(today)
        taken += len(steps)
        run_each(steps)

    run_each(partial(take, part) for part in (_book, _settle, _post, _return, _end_old))
    return taken


def _book(today: date) -> list[Step]:
    # A payment that comes back (退汇) belongs to whoever had it paid; one of ours, by which we
    # had sent an arrival back, is money nobody has claimed once more.
    ours = Q(returns=None) | Q(returns__purpose=PURPOSE)
    fresh = Arrival.objects.filter(ours, suspense=None).order_by("id")
    return [partial(book_arrival, arrival=one, today=today) for one in fresh]


def _settle(today: date) -> list[Step]:
    waiting = TRANSFERS.filter(state="waiting", arrivals__state="open").distinct()
    return [
        partial(settle_transfer, remittance=one, today=today, by=BANK)
        for one in waiting.order_by("id")
    ]


def _post(today: date) -> list[Step]:
    paid = TRANSFERS.filter(state="processing").order_by("id")
    return [partial(post_remittance, remittance=one, today=today) for one in paid]


def _return(today: date) -> list[Step]:
    asked = SuspenseDeed.objects.filter(state="processing").order_by("id")
    return [partial(finish_return, deed=one, today=today) for one in asked]


def _end_old(today: date) -> list[Step]:
    last = today - timedelta(days=STATEMENT_DAYS)
    old = TRANSFERS.filter(state="waiting", expires_on__lt=last).order_by("id")
    return [partial(expire_transfer, remittance=one, today=today) for one in old]

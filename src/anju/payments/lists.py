"""What the counter looks up: how orders stand, and how the bank's statements matched."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from anju.payments.models import AwaitedStatement, DayStatement, Order

State = Order.State


@dataclass(frozen=True)
class OrderFigures:
    """How many orders the bank has still to answer, and how many wait for a person."""

    unanswered: int
    frozen: int


def frozen_orders() -> QuerySet[Order]:
    """Every frozen order of the center, oldest first."""
    return Order.objects.exclude(frozen_because="").order_by("id")


def order_figures() -> OrderFigures:
    """What the counter must know before anything else."""
    open_states = Q(state__in=[State.WAITING, State.SENDING, State.ACCEPTED])
    counted = Order.objects.aggregate(
        unanswered=Count("pk", filter=open_states & Q(frozen_because="")),
        frozen=Count("pk", filter=~Q(frozen_because="")),
    )
    return OrderFigures(**counted)


def has_collected(*, account: str) -> bool:
    """Whether the bank has ever let us collect from this account: its agreement stands."""
    return Order.objects.filter(
        kind=Order.Kind.COLLECT, payer_account=account, state=Order.State.SUCCEEDED
    ).exists()


def day_statements(*, since: date, until: date, matched: bool | None) -> QuerySet[DayStatement]:
    """The bank's statements of some days, newest first; `matched` keeps the clean or the rest.

    A clean one has a line for every order of ours, and an order for every line.
    """
    found = DayStatement.objects.filter(day__gte=since, day__lte=until).order_by(
        "-day", "account"
    )
    clean = Q(missing=0, matched=F("lines"))
    if matched is None:
        return found
    return found.filter(clean) if matched else found.exclude(clean)


def awaited_statements() -> QuerySet[AwaitedStatement]:
    """The days whose statement was asked for and is not in yet, oldest first."""
    return AwaitedStatement.objects.order_by("day", "account")

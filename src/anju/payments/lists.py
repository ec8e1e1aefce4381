"""What the counter looks up: orders that wait for a person."""

from django.db.models import QuerySet

from anju.payments.models import Order


def frozen_orders() -> QuerySet[Order]:
    """Every frozen order of the center, oldest first."""
    return Order.objects.exclude(frozen_because="").order_by("id")

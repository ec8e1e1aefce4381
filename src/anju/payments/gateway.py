"""The bank that settings name; nobody imports a gateway."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from anju.payments.bank import Bank, BankClock


@cache
def bank() -> Bank:
    """The one gateway of this process."""
    found: Bank = import_string(settings.ANJU_BANK_GATEWAY)()
    return found


def bank_clock() -> BankClock:
    """The simulated bank's calendar; only a demo asks for it."""
    found: BankClock = import_string(settings.ANJU_BANK_CLOCK)()
    return found

"""The SMS gateway that settings name; nobody imports a gateway."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from anju.notices.sms import Sms


@cache
def sms() -> Sms:
    """The one gateway of this process."""
    found: Sms = import_string(settings.ANJU_SMS_GATEWAY)()
    return found

"""Serials of what is done at the counter (业务流水号)."""

import secrets
from datetime import datetime

from anju.policy.items import CHINA


def counter_serial(now: datetime) -> str:
    """A serial nobody can guess the next of: GM, the day, eight digits."""
    return f"GM{now.astimezone(CHINA):%Y%m%d}{secrets.randbelow(10**8):08d}"

"""A ticket that is good after half a minute's wait: the way for people without script."""

import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta
from math import ceil

from anju.identity.limit_table import TICKET_BLOCK, TICKET_SESSION
from anju.identity.limits import block_of, take
from anju.identity.robots.marks import LIVES, RobotDoubt, doubt, place, sign, spend

WAIT = timedelta(seconds=30)
_TICKET = re.compile(r"(\d{10})\.([0-9a-f]{16})\.([0-9a-f]{64})", re.ASCII)


def waiting_ticket(form: str, session: str, now: datetime) -> str:
    """A ticket for one form in one session; no two are alike. (Security 3.3, W21.)"""
    said = f"{int(now.timestamp())}.{secrets.token_hex(8)}"
    return f"{said}.{_signed(said, form, session)}"


def check_ticket(*, form: str, session: str, ticket: str, address: str, now: datetime) -> None:
    """Take a ticket once, after its wait and within two minutes more.

    A session has one at a time and an address block ten a minute, so that fetching many at
    once gains nothing. Raises RobotDoubt, with how long is still to wait if it is too early;
    TryLater for too many.
    """
    found = _TICKET.fullmatch(ticket[:200])
    if found is None:
        raise doubt()
    given_at = datetime.fromtimestamp(int(found[1]), UTC)
    if not hmac.compare_digest(found[3], _signed(f"{found[1]}.{found[2]}", form, session)):
        raise doubt()
    left = ceil((given_at + WAIT - now).total_seconds())
    if now < given_at + WAIT:
        raise RobotDoubt(
            f"安全验证还没有完成。请再等 {left} 秒，然后再提交一次。", ticket=ticket
        )
    take((TICKET_SESSION, session), (TICKET_BLOCK, block_of(address)), now=now)
    spend(ticket, now=now, until=given_at + WAIT + LIVES)


def _signed(said: str, form: str, session: str) -> str:
    return sign(f"{said}|{place(form, session)}", "ticket")

"""How often something may be tried: sliding windows over counted minutes, kept blind."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from anju.centers.sealed import keyring
from anju.centers.sql import rows, run
from anju.ground.errors import Refusal
from anju.identity.models import Tally

# Everybody together is counted on several rows, so that nobody waits for anybody.
SHARDS = 16


class TryLater(Refusal):
    code = "identity.try_later"


@dataclass(frozen=True)
class Limit:
    """At most so many within a window; `words` say in Chinese what there was too much of.

    With `whole` everybody is counted together, whatever the key.
    """

    scope: str
    most: int
    window: timedelta
    words: str
    whole: bool = False


@dataclass(frozen=True)
class Window:
    """What was counted lately: how many, when the oldest and when the newest of them."""

    many: int
    first_at: datetime | None
    last_at: datetime | None


Try = tuple[Limit, str]


def take(*tries: Try, now: datetime) -> None:
    """Count one try against each limit, or none against any if one of them is used up.

    Tries that share a key wait for each other until their transactions end, so thirty at once
    are no more than thirty one after another. A try that is refused is not counted: whoever
    keeps knocking locks nobody out for longer. Raises TryLater with the wait. (ASVS 2.4.1,
    6.3.1.)
    """
    line_up(*tries)
    for (limit, _), window in zip(tries, windows(*tries, now=now), strict=True):
        _admit(limit, window, now)
    _write("tally_count", tries, now)


def count_all(*tries: Try, now: datetime) -> None:
    """Count one more of each, whatever the limits."""
    _write("tally_count", tries, now)


def count(limit: Limit, key: str, now: datetime) -> int:
    """Count one more and answer how many there are in the window now, whatever the limit."""
    count_all((limit, key), now=now)
    return windows((limit, key), now=now)[0].many


def check(limit: Limit, key: str, now: datetime) -> None:
    """Raise TryLater if a limit is used up; counts nothing."""
    _admit(limit, windows((limit, key), now=now)[0], now)


def give_back(*tries: Try, now: datetime) -> None:
    """Take back what was counted in advance at this very `now`."""
    _write("tally_return", tries, now)


def forget(limit: Limit, key: str) -> None:
    """Wipe the slate of one key."""
    Tally.objects.filter(scope=limit.scope, key=_row_key(limit, key)).delete()


def windows(*tries: Try, now: datetime) -> list[Window]:
    """What was counted within each limit's window, in the order asked."""
    found = rows(
        "identity/tally_windows",
        scopes=[limit.scope for limit, _ in tries],
        keys=[None if limit.whole else _row_key(limit, key) for limit, key in tries],
        sinces=[now - limit.window for limit, _ in tries],
    )
    return [Window(row["many"], row["first_at"], row["last_at"]) for row in found]


def line_up(*tries: Try) -> None:
    """Let tries with the same keys go one after another until the transaction ends."""
    keyed = [(limit, key) for limit, key in tries if not limit.whole]
    scopes, keys = [limit.scope for limit, _ in keyed], [_row_key(*one) for one in keyed]
    run("identity/tally_queue", scopes=scopes, keys=keys)


def block_of(address: str) -> str:
    """The neighbourhood of an address: /24 of IPv4, /64 of IPv6; empty for none."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    home = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network((home, 24 if home.version == 4 else 64), strict=False))


def later(limit: Limit, until: datetime, now: datetime) -> TryLater:
    """The refusal that says what there was too much of, and how long to wait."""
    seconds = max(1, ceil((until - now).total_seconds()))
    wait = f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
    return TryLater(f"{limit.words}，请在 {wait}后再试。", until=until, scope=limit.scope)


def _row_key(limit: Limit, key: str) -> bytes:
    """The key as it is kept: nobody can read from a row whom it is about."""
    blind = keyring().index(key, purpose=f"tally {limit.scope}")
    return bytes([blind[0] % SHARDS]) if limit.whole else blind


def _admit(limit: Limit, window: Window, now: datetime) -> None:
    if window.many >= limit.most and window.first_at is not None:
        raise later(limit, window.first_at + limit.window, now)


def _write(deed: str, tries: Sequence[Try], now: datetime) -> None:
    once = sorted({(limit.scope, _row_key(limit, key)) for limit, key in tries})
    scopes, keys = [scope for scope, _ in once], [key for _, key in once]
    run(f"identity/{deed}", scopes=scopes, keys=keys, now=now)

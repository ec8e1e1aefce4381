"""A short memory of which hostname leads to which center, so that a request need not ask."""

import time
from dataclasses import dataclass

from anju.centers.connection import connection
from anju.centers.models import Center, Hostname

FRESH_SECONDS = 30


@dataclass(frozen=True)
class Directory:
    """All open centers by hostname and by code, as read at one moment."""

    by_host: dict[str, Center]
    by_code: dict[str, Center]
    read_at: int


# At most one directory, the one read last.
_known: list[Directory] = []


def directory() -> Directory:
    """The open centers, read again at most every 30 seconds and after `forget`."""
    now = int(time.monotonic())
    if not _known or now - _known[0].read_at > FRESH_SECONDS:
        connection.set_schema_to_public()
        centers = {c.pk: c for c in Center.objects.filter(state=Center.State.ACTIVE)}
        hosts = Hostname.objects.filter(tenant_id__in=centers)
        _known[:] = [
            Directory(
                by_host={host.domain: centers[host.tenant_id] for host in hosts},
                by_code={center.code: center for center in centers.values()},
                read_at=now,
            )
        ]
    return _known[0]


def forget() -> None:
    """Read the centers again at the next request."""
    _known.clear()

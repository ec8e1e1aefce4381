"""Puts messages into inboxes: one, or those of any number of members in one statement."""

from collections.abc import Mapping

from anju.centers.connection import connection
from anju.notices.models import Notice

_PUSH = """
INSERT INTO notices_notice (recipient, business, text, channel, source)
SELECT recipient, business, text, channel, source FROM ({query}) AS told
ON CONFLICT ON CONSTRAINT notices_told_once DO NOTHING
"""


def push_notices(*, query: str, values: Mapping[str, object]) -> int:
    """Push what a query answers, and tell how many messages were new.

    The query answers `recipient, business, text, channel, source`; the same deed tells nobody
    twice, so whoever fell in between may push once more. (Z-16, Z-17.)
    """
    with connection.cursor() as cursor:
        cursor.execute(_PUSH.format(query=query), dict(values))
        return int(cursor.rowcount)


def push_notice(*, notice: Notice) -> None:
    """Push one message; the same deed tells nobody twice."""
    Notice.objects.bulk_create([notice], ignore_conflicts=True)

"""Connections whose `SET search_path` PostgreSQL cancels now and then, for either backend."""

import copy
from collections.abc import Callable
from typing import Any

from django.db import connections
from django_tenants.postgresql_backend.base import DatabaseWrapper as StockBackend

from anju.centers.postgresql.base import DatabaseWrapper as StrictBackend

Whim = Callable[[], bool]
CANCEL_MYSELF = "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)"
# Which center's table a name really led to is known to the row alone.
WHERE_IT_LIES = """
SELECT c.relnamespace::regnamespace::text
  FROM clock_businessday AS d JOIN pg_class AS c ON c.oid = d.tableoid
"""


def connect(backend: type[StockBackend], whim: Whim) -> Any:
    """A new connection of this backend; when `whim` says so, its next path is cancelled.

    The cancellation is PostgreSQL's own, as from a statement_timeout or an operator.
    """

    class Spiteful(backend):  # type: ignore[misc, valid-type]
        paths_sent = 0

        def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
            fresh = super().get_new_connection(conn_params)
            wrapper = self

            class Cursor(fresh.cursor_factory):  # type: ignore[name-defined, misc]
                def execute(self, query: Any, *rest: Any, **more: Any) -> Any:
                    if str(query).startswith("SET search_path"):
                        wrapper.paths_sent += 1
                        if whim():
                            return super().execute(CANCEL_MYSELF)
                    return super().execute(query, *rest, **more)

            fresh.cursor_factory = Cursor
            return fresh

    settings = copy.deepcopy(connections["default"].settings_dict)
    return Spiteful(settings, alias="default")


def strict(whim: Whim) -> Any:
    return connect(StrictBackend, whim)


def stock(whim: Whim) -> Any:
    return connect(StockBackend, whim)


def reads(wrapper: Any) -> str:
    """The center whose row a plain statement reads."""
    with wrapper.cursor() as cursor:
        cursor.execute(WHERE_IT_LIES)
        (row,) = cursor.fetchall()
    return str(row[0])

"""The connection with what our backend adds to it, which Django's types do not know."""

from typing import Any, cast

from django.db import connection as plain

connection: Any = cast("Any", plain)

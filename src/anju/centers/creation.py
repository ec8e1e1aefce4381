"""Makes a center: a row that says so, a schema, its tables, its first business day."""

from datetime import date

from django.core.management import call_command
from django.db import transaction

from anju.centers.clock.day import start_at
from anju.centers.connection import connection
from anju.centers.current import inside
from anju.centers.directory import forget
from anju.centers.models import Center, Hostname

APP_ROLE = "anju_app"


def create_center(*, code: str, name: str, first_day: date, verbosity: int = 0) -> Center:
    """Create a center, or finish one whose creation was broken off; each step may be repeated.

    Runs as the owner of the schema. `first_day` is the day its books open.
    """
    connection.set_schema_to_public()
    center: Center
    center, _ = Center.objects.get_or_create(schema_name=code, defaults={"name": name})
    Hostname.objects.get_or_create(
        domain=f"{code}.localhost", defaults={"tenant": center, "is_primary": True}
    )
    open_schema(code)
    call_command("migrate_schemas", schema_name=code, verbosity=verbosity, interactive=False)
    with inside(code):
        start_at(day=first_day)
    connection.set_schema_to_public()
    Center.objects.filter(pk=center.pk).update(name=name, state=Center.State.ACTIVE)
    forget()
    center.refresh_from_db()
    return center


def open_schema(code: str) -> None:
    """Make the schema and let the application role use what will be made in it.

    Tables that must not be rewritten take the rights back in their own migrations.
    """
    name = connection.ops.quote_name(code)
    defaults = f"ALTER DEFAULT PRIVILEGES IN SCHEMA {name} GRANT"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {name} TO {APP_ROLE}")
        cursor.execute(f"{defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE}")
        cursor.execute(f"{defaults} USAGE, SELECT ON SEQUENCES TO {APP_ROLE}")

"""`bin/anju prepare`: brings the public schema and every center's up to this version."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from anju.centers.clock.day import business_day
from anju.centers.connection import connection
from anju.centers.creation import create_center, open_schema
from anju.centers.current import inside
from anju.centers.models import Center

# The ledger's door asks an update for the row before it (RETURNING old), which 18 brought.
OLDEST_POSTGRESQL = 18


class Command(BaseCommand):
    help = "Create or upgrade the tables of the installation and of all its centers."

    def handle(self, *args: Any, **options: Any) -> None:
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::integer / 10000")
            (version,) = cursor.fetchone()
        if version < OLDEST_POSTGRESQL:
            raise CommandError(
                f"需要 PostgreSQL {OLDEST_POSTGRESQL} 或更新的版本，现在是 {version}。"
            )
        open_schema("public")
        call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
        for center in Center.objects.filter(state=Center.State.ACTIVE):
            with inside(center.code):
                day = business_day()
            create_center(code=center.code, name=center.name, first_day=day)
        self.stdout.write("数据库已就绪")

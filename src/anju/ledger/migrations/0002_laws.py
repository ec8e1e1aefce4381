"""The partitioned postings, the guard, the doors, and the rights of the application."""

from django.db import migrations

from anju.ledger.doors import doors, laws, postings, rights


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL([*postings(), *doors(), *laws(), *rights()], migrations.RunSQL.noop),
    ]

"""Where account numbers come from: in order, never used twice, gaps allowed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE people_employer_number",
                "CREATE SEQUENCE people_account_number",
                "ALTER TABLE people_fundaccount SET (fillfactor = 80)",
            ],
            migrations.RunSQL.noop,
        ),
    ]

"""Serials of withdrawals and of loan materials."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("withdrawals", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE withdrawals_number",
                "CREATE SEQUENCE withdrawals_loan_number",
            ],
            migrations.RunSQL.noop,
        ),
    ]

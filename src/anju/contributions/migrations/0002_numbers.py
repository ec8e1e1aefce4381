"""Serials of registers, remittances and prepayments, and a side's monthly amount in SQL."""

from django.db import migrations

from anju.centers.sql import text


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE contributions_register_number",
                "CREATE SEQUENCE contributions_remittance_number",
                "CREATE SEQUENCE contributions_prepayment_number",
                text("contributions/side"),
            ],
            migrations.RunSQL.noop,
        ),
    ]

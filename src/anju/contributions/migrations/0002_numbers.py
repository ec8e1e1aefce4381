"""Serials of registers, remittances and prepayments."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE contributions_register_number",
                "CREATE SEQUENCE contributions_remittance_number",
                "CREATE SEQUENCE contributions_prepayment_number",
            ],
            migrations.RunSQL.noop,
        ),
    ]

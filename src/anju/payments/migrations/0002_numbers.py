"""Serials of orders, and bank messages that stay as they came."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE payments_order_serial",
                "REVOKE UPDATE, DELETE, TRUNCATE ON payments_bankmessage FROM anju_app",
            ],
            migrations.RunSQL.noop,
        ),
    ]

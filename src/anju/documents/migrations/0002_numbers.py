"""Where receipt numbers come from, and what may never be rewritten: receipts and printings."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE documents_receipt_number",
                "REVOKE UPDATE, DELETE, TRUNCATE ON documents_receipt FROM anju_app",
                "GRANT UPDATE (prints) ON documents_receipt TO anju_app",
                "REVOKE UPDATE, DELETE, TRUNCATE ON documents_print FROM anju_app",
            ],
            migrations.RunSQL.noop,
        ),
    ]

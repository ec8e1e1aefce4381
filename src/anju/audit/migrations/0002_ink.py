"""The application adds events and reads them; it does not change them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            ["REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM anju_app"],
            migrations.RunSQL.noop,
        ),
    ]

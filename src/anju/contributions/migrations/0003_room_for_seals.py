"""Expand: sealed columns beside the plain ones of a register's lines."""

from django.db import migrations

from anju.centers.sealed import SealedField


class Migration(migrations.Migration):
    dependencies = [("contributions", "0002_numbers")]

    operations = [
        migrations.RenameField("line", "identity_number", "plain_identity_number"),
        migrations.RenameField("line", "mobile", "plain_mobile"),
        migrations.AddField(
            "line", "identity_number", SealedField("证件号码", purpose="identity", null=True)
        ),
        migrations.AddField(
            "line", "mobile", SealedField("手机号码", purpose="mobile", null=True)
        ),
    ]

"""Contract: the plain columns of the lines go, and the table is written anew without them."""

from django.db import migrations

from anju.centers.sealed import SealedField


class Migration(migrations.Migration):
    dependencies = [("contributions", "0004_seal_lines")]

    operations = [
        migrations.RemoveField("line", "plain_identity_number"),
        migrations.RemoveField("line", "plain_mobile"),
        migrations.AlterField(
            "line", "identity_number", SealedField("证件号码", purpose="identity")
        ),
        migrations.AlterField(
            "line", "mobile", SealedField("手机号码", purpose="mobile", default="")
        ),
        migrations.RunSQL(
            "CLUSTER contributions_line USING contributions_line_pkey",
            migrations.RunSQL.noop,
        ),
    ]

"""Contract: the plain columns go, and the tables are written anew so that no page keeps them."""

from django.db import migrations, models

from anju.centers.sealed import IndexField, SealedField


class Migration(migrations.Migration):
    dependencies = [("people", "0005_seal_who_is_there")]

    operations = [
        *(
            migrations.RemoveField(model, f"plain_{plain}")
            for model in ("member", "agent")
            for plain in ("identity_number", "mobile")
        ),
        migrations.RemoveField("agent", "employer"),
        migrations.RemoveField("agent", "role"),
        *(
            operation
            for model in ("member", "agent")
            for operation in (
                migrations.AlterField(
                    model, "identity_number", SealedField("证件号码", purpose="identity")
                ),
                migrations.AlterField(
                    model, "mobile", SealedField("手机号码", purpose="mobile", default="")
                ),
            )
        ),
        migrations.AddConstraint(
            "member",
            models.UniqueConstraint(
                fields=["identity_index", "identity_type"], name="people_member_once"
            ),
        ),
        migrations.AddIndex(
            "member", models.Index(fields=["mobile_index"], name="people_member_mobile")
        ),
        migrations.AlterField(
            "agent",
            "identity_index",
            IndexField(of="identity_number", purpose="identity", unique=True),
        ),
        migrations.AlterField(
            "agent", "mobile_index", IndexField(of="mobile", purpose="mobile", db_index=True)
        ),
        migrations.RunSQL(
            [
                "CLUSTER people_member USING people_member_pkey",
                "CLUSTER people_agent USING people_agent_pkey",
            ],
            migrations.RunSQL.noop,
        ),
    ]

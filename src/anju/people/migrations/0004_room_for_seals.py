"""Expand: sealed columns beside the plain ones, and appointments beside the agents' employers."""

import django.db.models.deletion
from django.db import migrations, models

from anju.centers.sealed import IndexField, SealedField


def room_for(model: str, plain: str, purpose: str, label: str) -> list:
    """A column put aside under another name, a sealed one in its place, and its index."""
    index = f"{plain.removesuffix('_number')}_index"
    return [
        migrations.RenameField(model, plain, f"plain_{plain}"),
        migrations.AddField(
            model, plain, SealedField(label, purpose=purpose, null=True)
        ),
        migrations.AddField(model, index, IndexField(of=plain, purpose=purpose)),
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_who_may_come_in")]

    operations = [
        migrations.RemoveConstraint("member", "people_member_once"),
        migrations.RemoveIndex("member", "people_member_mobile"),
        migrations.RemoveConstraint("agent", "people_agent_once"),
        *room_for("member", "identity_number", "identity", "证件号码"),
        *room_for("member", "mobile", "mobile", "手机号码"),
        *room_for("agent", "identity_number", "identity", "证件号码"),
        *room_for("agent", "mobile", "mobile", "手机号码"),
        migrations.AddField(
            "agent", "mobile_proven_at", models.DateTimeField("手机验证时间", null=True)
        ),
        migrations.AddField(
            "staff",
            "identity_number",
            SealedField("证件号码", purpose="identity", default=""),
        ),
        migrations.AddField(
            "staff",
            "identity_index",
            IndexField(of="identity_number", purpose="identity", unique=True),
        ),
        migrations.AlterField(
            "staff",
            "role",
            models.CharField(
                "角色",
                max_length=16,
                choices=[
                    ("clerk", "柜员"),
                    ("manager", "主管"),
                    ("finance", "财务"),
                    ("system_admin", "系统管理员"),
                    ("security_admin", "安全管理员"),
                    ("auditor", "审计管理员"),
                ],
            ),
        ),
        migrations.CreateModel(
            "Appointment",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        "角色",
                        max_length=8,
                        default="agent",
                        choices=[
                            ("agent", "经办人"),
                            ("reviewer", "复核人"),
                            ("reader", "查询人"),
                        ],
                    ),
                ),
                ("active", models.BooleanField(default=True)),
                ("since", models.DateField("任职日期")),
                ("until", models.DateField("离任日期", null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        "people.employer",
                        django.db.models.deletion.PROTECT,
                        related_name="appointments",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        "people.agent",
                        django.db.models.deletion.PROTECT,
                        related_name="appointments",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        "people.appointment",
                        django.db.models.deletion.PROTECT,
                        null=True,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["employer", "agent"], name="people_appointed_once"
                    )
                ]
            },
        ),
    ]

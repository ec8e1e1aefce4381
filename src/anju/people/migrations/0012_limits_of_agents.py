"""Up to how much an agent may act for his employer."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0011_who_held'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='limit_fen',
            field=models.BigIntegerField(null=True, verbose_name='办理限额'),
        ),
    ]

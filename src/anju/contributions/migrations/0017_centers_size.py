"""A submission may wait because its size is over the center's own thresholds."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contributions', '0016_reliefs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='submission',
            name='because',
            field=models.CharField(choices=[('switch', '本单位已开启复核'), ('over', '人数或金额超过本单位的复核标准'), ('size', '人数或金额超过中心的复核标准'), ('self', '名单里有经办人本人'), ('loosens', '放宽复核设置须由另一人同意')], max_length=8, verbose_name='复核原因'),
        ),
    ]

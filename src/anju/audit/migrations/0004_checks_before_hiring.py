"""Looks of employers before they hire (入职三查)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_looks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='look',
            name='reason',
            field=models.CharField(choices=[('service', '本人到柜台办理业务'), ('enquiry', '本人来电或来访查询'), ('employer', '单位经办人办理业务'), ('review', '复核办件'), ('complaint', '处理投诉或异议'), ('law', '司法机关依法查询'), ('hiring', '单位招用前核对')], max_length=12, verbose_name='事由'),
        ),
        migrations.AlterField(
            model_name='look',
            name='shown',
            field=models.CharField(choices=[('masked', '部分遮盖'), ('whole', '完整号码'), ('nothing', '只有下一步怎么办')], max_length=8, verbose_name='看到的'),
        ),
    ]

"""Deeds that wait for a second person (经办复核), and their serials."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contributions', '0013_back_payments'),
        ('people', '0012_limits_of_agents'),
    ]

    operations = [
        migrations.CreateModel(
            name='FourEyes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.BooleanField(default=False, verbose_name='开启复核')),
                ('people_over', models.PositiveIntegerField(default=0, verbose_name='超过多少人须复核')),
                ('amount_over_fen', models.BigIntegerField(default=0, verbose_name='超过多少金额须复核')),
                ('set_by', models.CharField(max_length=60)),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('employer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='four_eyes', to='people.employer')),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='业务流水号')),
                ('kind', models.CharField(max_length=24, verbose_name='业务种类')),
                ('subject', models.CharField(max_length=80, verbose_name='对象')),
                ('payload', models.JSONField(default=dict)),
                ('pairs', models.JSONField(default=list, verbose_name='提交时的内容')),
                ('digest', models.CharField(max_length=64)),
                ('heads', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('amount_fen', models.BigIntegerField(default=0, verbose_name='金额')),
                ('because', models.CharField(choices=[('switch', '本单位已开启复核'), ('over', '人数或金额超过本单位的复核标准'), ('self', '名单里有经办人本人'), ('loosens', '放宽复核设置须由另一人同意')], max_length=8, verbose_name='复核原因')),
                ('state', models.CharField(choices=[('waiting', '待复核'), ('approved', '已同意'), ('returned', '已退回'), ('withdrawn', '已撤回')], default='waiting', max_length=10)),
                ('maker_index', models.BinaryField()),
                ('made_at', models.DateTimeField(verbose_name='提交时间')),
                ('reviewer_index', models.BinaryField(null=True)),
                ('decided_at', models.DateTimeField(null=True, verbose_name='复核时间')),
                ('reason', models.CharField(default='', max_length=200, verbose_name='退回原因')),
                ('result', models.CharField(default='', max_length=40, verbose_name='办理结果流水号')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='people.employer')),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.appointment')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.appointment')),
            ],
            options={
                'indexes': [models.Index(fields=['employer', 'state', '-id'], name='contributions_submission_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reviewer_index', None), models.Q(('reviewer_index', models.F('maker_index')), _negated=True), _connector='OR'), name='contributions_maker_is_not_reviewer'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('reviewer_index__isnull', False), _connector='OR'), name='contributions_approved_by_somebody'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('employer', 'subject'), name='contributions_one_waiting_submission')],
            },
        ),
        migrations.RunSQL(
            ["CREATE SEQUENCE contributions_submission_number"], migrations.RunSQL.noop
        ),
    ]

"""Requests for transfer between employers (个人转移), and their serials."""

import anju.centers.fields
import anju.centers.sealed
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contributions', '0009_numbers_of_own_data'),
        ('people', '0010_former_employer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='业务流水号')),
                ('former_number', models.CharField(default='', max_length=20, verbose_name='转出单位账号')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('identity_number', anju.centers.sealed.SealedField(default='', purpose='identity', verbose_name='证件号码')),
                ('account_number', models.CharField(default='', max_length=20, verbose_name='个人账号')),
                ('base_fen', models.BigIntegerField(null=True, verbose_name='缴存基数')),
                ('employer_fen', models.BigIntegerField(default=0, verbose_name='单位月缴存额')),
                ('own_fen', models.BigIntegerField(default=0, verbose_name='个人月缴存额')),
                ('faults', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('draft', '待提交'), ('waiting', '待确认'), ('done', '转入成功'), ('refused', '已退回'), ('lost', '未成功'), ('withdrawn', '已撤回'), ('expired', '已过期')], default='draft', max_length=10)),
                ('batch', models.CharField(default='', max_length=24, verbose_name='提交流水号')),
                ('kept_by', models.CharField(max_length=60, verbose_name='经办人')),
                ('kept_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('submitted_by', models.CharField(default='', max_length=60)),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='提交时间')),
                ('expires_at', models.DateTimeField(null=True, verbose_name='有效期至')),
                ('how', models.CharField(choices=[('sealed', '原单位已封存'), ('former', '原单位确认'), ('member', '职工本人同意')], default='', max_length=8)),
                ('decided_by', models.CharField(default='', max_length=60)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(default='', max_length=200, verbose_name='原因')),
                ('month', anju.centers.fields.MonthField(null=True, verbose_name='转入生效月份')),
                ('done_on', models.DateField(null=True, verbose_name='转入日期')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.fundaccount')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='people.employer')),
                ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employer')),
            ],
            options={
                'indexes': [models.Index(fields=['employer', 'state', '-id'], name='contributions_transfer_in'), models.Index(condition=models.Q(('state', 'waiting')), fields=['former'], name='contributions_transfer_out'), models.Index(condition=models.Q(('state', 'waiting')), fields=['account'], name='contributions_transfer_whose')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('employer', 'account'), name='contributions_one_waiting_transfer')],
            },
        ),
        migrations.RunSQL(
            ["CREATE SEQUENCE contributions_transfer_number"], migrations.RunSQL.noop
        ),
    ]

"""Events of moved accounts name the employer they came from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_employers_own_data'),
    ]

    operations = [
        migrations.AddField(
            model_name='accountevent',
            name='former',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employer', verbose_name='转出单位'),
        ),
    ]

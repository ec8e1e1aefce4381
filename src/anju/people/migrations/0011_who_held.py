"""A hold names whose deed began it: whoever did that must not be the one who lifts it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_former_employer'),
    ]

    operations = [
        migrations.AddField(
            model_name='hold',
            name='held_by',
            field=models.CharField(default='', max_length=60),
        ),
    ]

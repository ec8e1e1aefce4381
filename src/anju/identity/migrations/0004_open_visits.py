"""Sessions that are open are found by their last sign of life, however many have ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_tries_are_tallies")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["seen_at"],
                name="identity_open_visits",
            ),
        ),
    ]

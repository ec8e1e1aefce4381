"""Failed tries are counted blind, in Tally; the table that named them is no longer read."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_who_may_come_in")]

    operations = [migrations.DeleteModel(name="Attempt")]

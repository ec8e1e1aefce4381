"""Where the serials of registration and ratio changes come from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contributions", "0008_index_lines_and_count_bases")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE SEQUENCE contributions_registration_number",
                "CREATE SEQUENCE contributions_ratio_number",
            ],
            migrations.RunSQL.noop,
        ),
    ]

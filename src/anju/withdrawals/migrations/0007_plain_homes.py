"""Fill: homes of earlier withdrawals are found by the plain form of their numbers."""

from django.db import migrations

from anju.ground.document_numbers import plain_number


def make_plain(apps, schema_editor) -> None:
    """Row after row; one that is plain already stays as it is, so it may be broken off."""
    withdrawals = apps.get_model("withdrawals", "Withdrawal").objects
    found = withdrawals.using(schema_editor.connection.alias).exclude(home_index=None)
    for row in found.only("id", "home", "home_index").iterator():
        plain = plain_number(row.home) or row.home
        if plain != row.home:
            row.home = plain
            row.save(update_fields=["home", "home_index"])


class Migration(migrations.Migration):
    dependencies = [("withdrawals", "0006_heirs")]

    operations = [migrations.RunPython(make_plain, migrations.RunPython.noop)]

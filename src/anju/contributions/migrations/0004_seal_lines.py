"""Fill: the numbers in registers' lines are sealed, batch by batch."""

from django.db import migrations

from anju.centers.sealed import keyring

BATCH = 5000
READ = """
SELECT id, plain_identity_number, plain_mobile FROM contributions_line
 WHERE id > %s AND identity_number IS NULL ORDER BY id LIMIT %s
"""
WRITE = """
UPDATE contributions_line AS t SET identity_number = s.number, mobile = s.mobile
  FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS s (id, number, mobile)
 WHERE t.id = s.id
"""


def seal_lines(apps, schema_editor) -> None:
    """Each batch stands for itself: the work may be broken off and taken up again."""
    seal, last = keyring().seal, 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, [last, BATCH])
            found = cursor.fetchall()
            if not found:
                return
            last = found[-1][0]
            cursor.execute(
                WRITE,
                [
                    [pk for pk, _, _ in found],
                    [seal(number, purpose="identity") for _, number, _ in found],
                    [seal(mobile, purpose="mobile") for _, _, mobile in found],
                ],
            )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("contributions", "0003_room_for_seals")]

    operations = [migrations.RunPython(seal_lines, migrations.RunPython.noop)]

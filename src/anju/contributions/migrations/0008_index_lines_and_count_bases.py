"""Fill: lines are found by their person, and base changes made so far count for their year."""

from django.db import migrations

from anju.centers.sealed import index_of, keyring

BATCH = 5000
READ = """
SELECT id, identity_number FROM contributions_line
 WHERE id > %s AND identity_index IS NULL ORDER BY id LIMIT %s
"""
WRITE = """
UPDATE contributions_line AS t SET identity_index = s.index
  FROM unnest(%s::bigint[], %s::bytea[]) AS s (id, index)
 WHERE t.id = s.id
"""
# Every fund year has opened on 1 July so far; the number is the calendar year it opened in.
COUNT = """
INSERT INTO contributions_basechange (account_id, fund_year, nth, month, changed_on, source)
SELECT account_id, fund_year,
       row_number() OVER (PARTITION BY account_id, fund_year ORDER BY id),
       month, happened_on, source
  FROM (
      SELECT e.*, e.month / 100 - CASE WHEN e.month %% 100 < 7 THEN 1 ELSE 0 END AS fund_year
        FROM people_accountevent AS e
       WHERE e.kind = '10'
  ) AS changed
    ON CONFLICT DO NOTHING
"""


def index_lines(apps, schema_editor) -> None:
    """Each batch stands for itself: the work may be broken off and taken up again."""
    unseal, last = keyring().unseal, 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(READ, [last, BATCH])
            found = cursor.fetchall()
            if not found:
                return
            last = found[-1][0]
            numbers = [unseal(bytes(sealed), purpose="identity") for _, sealed in found]
            indexes = [index_of(number, purpose="identity") for number in numbers]
            cursor.execute(WRITE, [[pk for pk, _ in found], indexes])


def count_bases(apps, schema_editor) -> None:
    """What was changed before there was a count is counted from the accounts' events."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(COUNT, [])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("contributions", "0007_register_kinds"), ("people", "0007_grants")]

    operations = [
        migrations.RunPython(index_lines, migrations.RunPython.noop),
        migrations.RunPython(count_bases, migrations.RunPython.noop),
    ]

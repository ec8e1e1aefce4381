"""Fill: everybody's numbers are sealed, and who acts for several employers becomes one agent."""

from django.db import migrations, transaction

from anju.centers.sealed import index_of, keyring

BATCH = 5000
READ = """
SELECT id, plain_identity_number, plain_mobile FROM {table}
 WHERE id > %s AND identity_number IS NULL ORDER BY id LIMIT %s
"""
WRITE = """
UPDATE {table} AS t
   SET identity_number = s.number, identity_index = s.number_index,
       mobile = s.mobile, mobile_index = s.mobile_index
  FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[], %s::bytea[], %s::bytea[])
       AS s (id, number, number_index, mobile, mobile_index)
 WHERE t.id = s.id
"""
AGENTS = """
SELECT a.id, a.plain_identity_number, a.active, a.employer_id, a.role, e.opened_on,
       EXISTS (
           SELECT 1 FROM identity_credential AS c
            WHERE c.holder = 'agent' AND c.holder_id = a.id
       )
  FROM people_agent AS a JOIN people_employer AS e ON e.id = a.employer_id
 ORDER BY a.id
"""
APPOINT = """
INSERT INTO people_appointment (employer_id, agent_id, role, active, since)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def seal_everybody(apps, schema_editor) -> None:
    """Seal row after row, in batches that each stand for themselves: it may be broken off."""
    for table in ("people_member", "people_agent"):
        last = 0
        with schema_editor.connection.cursor() as cursor:
            while True:
                cursor.execute(READ.format(table=table), [last, BATCH])
                found = cursor.fetchall()
                if not found:
                    break
                last = found[-1][0]
                cursor.execute(WRITE.format(table=table), _sealed(found))


def _sealed(found) -> list:
    seal = keyring().seal
    numbers = [number.strip().upper() for _, number, _ in found]
    mobiles = [mobile.strip() for _, _, mobile in found]
    return [
        [pk for pk, _, _ in found],
        [seal(number, purpose="identity") for number in numbers],
        [index_of(number, purpose="identity") for number in numbers],
        [seal(mobile, purpose="mobile") for mobile in mobiles],
        [index_of(mobile, purpose="mobile") for mobile in mobiles],
    ]


def appoint(apps, schema_editor) -> None:
    """One agent for each person: the active row with a password stays, and its key with it."""
    with transaction.atomic(), schema_editor.connection.cursor() as cursor:
        cursor.execute(AGENTS)
        persons: dict[str, list] = {}
        for row in cursor.fetchall():
            persons.setdefault(row[1].strip().upper(), []).append(row)
        for rows in persons.values():
            kept = min(rows, key=lambda row: (not row[2], not row[6], row[0]))[0]
            for _, _, active, employer, role, opened_on, _ in rows:
                cursor.execute(APPOINT, [employer, kept, role, active, opened_on])
            gone = [row[0] for row in rows if row[0] != kept]
            cursor.execute("UPDATE people_agent SET active = %s WHERE id = %s", [
                any(row[2] for row in rows), kept,
            ])
            cursor.execute(
                "DELETE FROM identity_credential WHERE holder = 'agent' AND holder_id = ANY(%s)",
                [gone],
            )
            cursor.execute("DELETE FROM people_agent WHERE id = ANY(%s)", [gone])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("people", "0004_room_for_seals"),
        ("identity", "0002_who_may_come_in"),
    ]

    operations = [
        migrations.RunPython(seal_everybody, migrations.RunPython.noop),
        migrations.RunPython(appoint, migrations.RunPython.noop),
    ]

-- The running application lacks these rights on these tables and all their parts, on whole
-- tables and on single columns, and does not own them by any way round.
WITH guarded AS (
    SELECT given.name::regclass AS oid FROM unnest(%(tables)s::text[]) AS given (name)
    UNION ALL
    SELECT i.inhrelid::regclass
      FROM pg_inherits AS i
      JOIN unnest(%(tables)s::text[]) AS given (name) ON i.inhparent = given.name::regclass
)
SELECT (guarded.oid::text, wanted.privilege) AS place,
       CASE WHEN has_table_privilege(%(application)s, guarded.oid, wanted.privilege)
              OR (wanted.privilege IN ('INSERT', 'UPDATE')
                  AND has_any_column_privilege(
                      %(application)s, guarded.oid, wanted.privilege))
            THEN '应用程序对 ' || guarded.oid::text || ' 有 ' || wanted.privilege || ' 权限'
       END AS words
  FROM guarded
 CROSS JOIN unnest(%(forbidden)s::text[]) AS wanted (privilege)
UNION ALL
SELECT (guarded.oid::text, 'OWNER'::text),
       CASE WHEN pg_has_role(%(application)s, c.relowner, 'MEMBER')
            THEN '应用程序是 ' || guarded.oid::text || ' 的所有者'
       END
  FROM guarded
  JOIN pg_class AS c ON c.oid = guarded.oid

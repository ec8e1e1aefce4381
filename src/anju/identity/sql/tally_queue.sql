-- Lets those who count the same go one after another until their transactions end.
SELECT pg_advisory_xact_lock(asked.number)
  FROM (
       SELECT DISTINCT hashtextextended(current_schema() || ' ' || scope || ' ' || key::text, 0)
              AS number
         FROM unnest(%(scopes)s::text[], %(keys)s::bytea[]) AS one (scope, key)
        ORDER BY number
       ) AS asked

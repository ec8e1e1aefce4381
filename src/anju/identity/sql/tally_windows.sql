-- How often each scope and key was counted since a moment; a scope without key is asked
-- as a whole.
SELECT asked.place,
       coalesce(sum(t.count), 0)::bigint AS many,
       min(t.last_at) AS first_at,
       max(t.last_at) AS last_at
  FROM unnest(%(scopes)s::text[], %(keys)s::bytea[], %(sinces)s::timestamptz[])
       WITH ORDINALITY AS asked (scope, key, since, place)
  LEFT JOIN identity_tally AS t
    ON t.scope = asked.scope
   AND (asked.key IS NULL OR t.key = asked.key)
   AND t.minute > asked.since - interval '1 minute'
   AND t.last_at > asked.since
   AND t.count > 0
 GROUP BY asked.place
 ORDER BY asked.place

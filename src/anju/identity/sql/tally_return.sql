-- Takes back what was counted in advance in this minute.
UPDATE identity_tally AS t
   SET count = t.count - 1
  FROM unnest(%(scopes)s::text[], %(keys)s::bytea[]) AS asked (scope, key)
 WHERE t.scope = asked.scope
   AND t.key = asked.key
   AND t.minute = date_trunc('minute', %(now)s::timestamptz)
   AND t.count > 0

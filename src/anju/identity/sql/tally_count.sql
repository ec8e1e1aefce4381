-- Counts one more of each, in the minute it happened; always in the same order.
INSERT INTO identity_tally (scope, key, minute, count, last_at)
SELECT asked.scope, asked.key, date_trunc('minute', %(now)s::timestamptz), 1, %(now)s
  FROM unnest(%(scopes)s::text[], %(keys)s::bytea[]) AS asked (scope, key)
 ORDER BY asked.scope, asked.key
    ON CONFLICT (scope, key, minute) DO UPDATE
   SET count = identity_tally.count + 1,
       last_at = greatest(identity_tally.last_at, excluded.last_at)
RETURNING count

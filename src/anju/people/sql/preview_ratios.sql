-- What an employer's normal accounts come to a month now, and what they would under other
-- ratios; each side is rounded on its own, once, by the center's mode.
WITH account AS (
    SELECT employer_fen, own_fen, employer_rate, own_rate,
           base_fen * %(employer_rate)s::numeric / %(unit)s AS employer_units,
           base_fen * %(own_rate)s::numeric / %(unit)s AS own_units
      FROM people_fundaccount
     WHERE employer_id = %(employer)s AND state IN ('01', '06')
)
SELECT count(*) AS heads,
       coalesce(sum(employer_fen), 0)::bigint AS employer_before_fen,
       coalesce(sum(own_fen), 0)::bigint AS own_before_fen,
       coalesce(sum(%(unit)s * CASE %(way)s
           WHEN 0 THEN trunc(employer_units)
           WHEN 1 THEN ceil(employer_units)
           ELSE round(employer_units) END), 0)::bigint AS employer_fen,
       coalesce(sum(%(unit)s * CASE %(way)s
           WHEN 0 THEN trunc(own_units)
           WHEN 1 THEN ceil(own_units)
           ELSE round(own_units) END), 0)::bigint AS own_fen,
       count(*) FILTER (
           WHERE employer_rate <> %(employer_rate_now)s::numeric
              OR own_rate <> %(own_rate_now)s::numeric
       ) AS with_others
  FROM account

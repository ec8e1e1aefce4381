-- This business year and the next have a part of their own to be posted into.
SELECT coming.year AS place,
       CASE WHEN NOT EXISTS (
                SELECT 1 FROM pg_inherits AS i
                 WHERE i.inhrelid = to_regclass('ledger_posting_' || coming.year)
                   AND i.inhparent = 'ledger_posting'::regclass
            )
            THEN coming.year || ' 年没有自己的分录分区'
       END AS words
  FROM clock_businessday AS clock
 CROSS JOIN LATERAL (
      SELECT extract(YEAR FROM clock.day)::integer + ahead AS year
        FROM generate_series(0, 1) AS ahead
 ) AS coming

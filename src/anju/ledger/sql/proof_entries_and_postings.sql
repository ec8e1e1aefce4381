-- No posting without its entry, no entry without postings, and both on the same day.
WITH legs AS (
    SELECT entry_id, min(booked_on) AS since, max(booked_on) AS until
      FROM ledger_posting
     GROUP BY entry_id
)
SELECT coalesce(e.id, legs.entry_id) AS place,
       CASE WHEN e.id IS NULL THEN '分录所属的凭证 ' || legs.entry_id || ' 不存在'
            WHEN legs.entry_id IS NULL THEN '凭证 ' || e.id || '（' || e.act || '）没有分录'
            WHEN e.booked_on <> legs.since OR e.booked_on <> legs.until
            THEN '凭证 ' || e.id || ' 的会计日与分录不同'
       END AS words
  FROM ledger_entry AS e
  FULL JOIN legs ON legs.entry_id = e.id

-- Every part of the postings is attached and holds the lines of its own year only.
WITH part AS (
    SELECT c.oid, c.relname::text AS name,
           substring(c.relname FROM '_([0-9]{4})$')::integer AS year,
           EXISTS (
               SELECT 1 FROM pg_inherits AS i
                WHERE i.inhrelid = c.oid AND i.inhparent = 'ledger_posting'::regclass
           ) AS attached
      FROM pg_class AS c
     WHERE c.relnamespace = current_schema()::regnamespace
       AND c.relkind = 'r'
       AND starts_with(c.relname, 'ledger_posting_')
),
held AS (
    SELECT tableoid AS oid, min(booked_on) AS since, max(booked_on) AS until
      FROM ledger_posting
     GROUP BY tableoid
)
SELECT part.name AS place,
       CASE WHEN NOT part.attached THEN '分区 ' || part.name || ' 已脱离分录表'
            WHEN extract(YEAR FROM held.since) <> part.year
              OR extract(YEAR FROM held.until) <> part.year
            THEN '分区 ' || part.name || ' 里有 ' || held.since || ' 至 ' || held.until || ' 的分录'
       END AS words
  FROM part
  LEFT JOIN held ON held.oid = part.oid

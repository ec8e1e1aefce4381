-- What a day has brought: per business the cases received, taken on, closed, sent back and
-- put aside on it, and those that are open now.
WITH done AS (
    SELECT c.title, s.kind
      FROM cases_step AS s JOIN cases_case AS c ON c.id = s.case_id
     WHERE s.happened_on = %(day)s
    UNION ALL
    SELECT title, 'open' FROM cases_case WHERE state IN ('waiting', 'reviewing', 'returned')
)
SELECT title,
       count(*) FILTER (WHERE kind = 'opened') AS received,
       count(*) FILTER (WHERE kind = 'accepted') AS accepted,
       count(*) FILTER (WHERE kind = 'approved') AS approved,
       count(*) FILTER (WHERE kind = 'automatic') AS automatic,
       count(*) FILTER (WHERE kind = 'refused') AS refused,
       count(*) FILTER (WHERE kind = 'returned') AS returned,
       count(*) FILTER (WHERE kind = 'suspended') AS suspended,
       count(*) FILTER (WHERE kind = 'open') AS still_open
  FROM done GROUP BY title ORDER BY title

-- How long cases stood at each stage that ended since a day, grouped by first and last day;
-- days on which a case lay aside are taken off at the front.
WITH moves AS (
    SELECT case_id, place, kind, happened_on,
           lead(place) OVER ahead AS left_at,
           lead(happened_on) OVER ahead AS left_on
      FROM cases_step
     WHERE kind NOT IN ('taken_in', 'suspended', 'resumed')
    WINDOW ahead AS (PARTITION BY case_id ORDER BY place)
),
pauses AS (
    SELECT case_id, place, kind,
           lead(happened_on) OVER (PARTITION BY case_id ORDER BY place) - happened_on AS days
      FROM cases_step
),
stages AS (
    SELECT m.case_id, m.left_on,
           CASE WHEN m.kind = 'accepted' THEN 'reviewing' ELSE 'accepting' END AS stage,
           m.happened_on + coalesce((
               SELECT sum(p.days) FROM pauses AS p
                WHERE p.case_id = m.case_id AND p.kind = 'suspended'
                  AND p.place > m.place AND p.place < m.left_at
           ), 0)::integer AS since
      FROM moves AS m
     WHERE m.kind IN ('opened', 'mended', 'accepted') AND m.left_on >= %(since)s
)
SELECT c.kind, s.stage, s.since, s.left_on AS until, count(*) AS cases
  FROM stages AS s JOIN cases_case AS c ON c.id = s.case_id
 GROUP BY c.kind, s.stage, s.since, s.left_on

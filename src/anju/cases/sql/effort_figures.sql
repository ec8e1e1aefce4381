-- Who did how many steps of which business between two days, and the median of the seconds
-- they took him, where they were measured.
SELECT s.actor, c.title,
       count(*) AS steps,
       count(*) FILTER (WHERE s.kind = 'returned') AS returned,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY e.seconds) AS median_seconds
  FROM cases_step AS s
  JOIN cases_case AS c ON c.id = s.case_id
  LEFT JOIN cases_effort AS e ON e.step_id = s.id
 WHERE s.happened_on BETWEEN %(since)s AND %(until)s AND s.side IN ('first', 'second')
 GROUP BY s.actor, c.title ORDER BY s.actor, c.title

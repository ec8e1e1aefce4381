-- What applications were sent back for between two days: per business, reason and place.
SELECT c.title,
       reason ->> 'label' AS label,
       coalesce(nullif(reason ->> 'place', ''), reason ->> 'field') AS marked,
       count(*) AS times,
       count(DISTINCT s.case_id) AS cases
  FROM cases_step AS s
  JOIN cases_case AS c ON c.id = s.case_id
 CROSS JOIN LATERAL jsonb_array_elements(s.reasons) AS reason
 WHERE s.kind = 'returned' AND s.happened_on BETWEEN %(since)s AND %(until)s
 GROUP BY c.title, reason ->> 'label', marked
 ORDER BY times DESC, c.title ASC, label ASC LIMIT 50

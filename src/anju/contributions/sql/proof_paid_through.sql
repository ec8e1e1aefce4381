-- An employer is paid through its last month that is really posted.
WITH posted AS (
    SELECT m.employer_id, max(m.month) AS last
      FROM contributions_remittedmonth AS m
      JOIN contributions_remittance AS r ON r.id = m.remittance_id AND r.state = 'posted'
     WHERE m.live
     GROUP BY m.employer_id
)
SELECT e.number AS place,
       CASE WHEN coalesce(e.paid_through, 0) <> coalesce(posted.last, 0)
            THEN '单位 ' || e.number || ' 缴至 ' || coalesce(e.paid_through::text, '（无）')
                 || '，最后入账的是 ' || coalesce(posted.last::text, '（无）')
       END AS words
  FROM people_employer AS e
  LEFT JOIN posted ON posted.employer_id = e.id

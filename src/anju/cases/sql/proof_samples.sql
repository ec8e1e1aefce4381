-- Every day's sample is what its seed draws: no case was taken out of it, none put in, and
-- nobody looked again at a case in which he had a hand.
WITH due AS (
    SELECT d.id AS draw_id,
           s.case_id,
           ('x' || substr(encode(sha256((d.seed || ':' || c.number)::bytea), 'hex'), 1, 14))
           ::bit(56)::bigint < trunc(d.share * 72057594037927936) AS drawn
      FROM cases_draw AS d
      JOIN cases_step AS s ON s.kind = 'automatic' AND s.happened_on = d.day
      JOIN cases_case AS c ON c.id = s.case_id
)
SELECT c.number AS place,
       CASE WHEN due.drawn AND looks.id IS NULL
            THEN '办件 ' || c.number || ' 应抽检而没有'
            WHEN NOT coalesce(due.drawn, false) AND looks.id IS NOT NULL
            THEN '办件 ' || c.number || ' 不在样本里而被抽检'
            WHEN EXISTS (
                SELECT FROM cases_hand AS h JOIN people_staff AS p ON p.id = looks.given_to_id
                 WHERE h.case_id = c.id AND h.person = p.identity_index
            )
            THEN '办件 ' || c.number || ' 由经手人复查'
       END AS words
  FROM due
  FULL JOIN cases_secondlook AS looks ON looks.case_id = due.case_id
  JOIN cases_case AS c ON c.id = coalesce(due.case_id, looks.case_id)

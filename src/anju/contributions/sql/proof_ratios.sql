-- Every ratio change names the heads and sums its accounts' events add up to, and an employer
-- stands on the ratios of its last change.
WITH event AS (
    SELECT source, sum(monthly_before_fen) AS before_fen, sum(monthly_fen) AS after_fen
      FROM people_accountevent
     WHERE kind = '75'
     GROUP BY source
),
last AS (
    SELECT employer_id, max(id) AS id FROM people_ratiochange GROUP BY employer_id
)
SELECT r.number AS place,
       CASE WHEN coalesce(event.after_fen, 0) <> r.monthly_fen
              OR coalesce(event.before_fen, 0) <> r.monthly_before_fen
            THEN '比例变更 ' || r.number || ' 由 ' || r.monthly_before_fen || ' 分变为 '
                 || r.monthly_fen || ' 分，逐户合计 ' || coalesce(event.before_fen, 0) || ' 分、'
                 || coalesce(event.after_fen, 0) || ' 分'
            WHEN last.id = r.id
             AND (e.employer_rate <> r.employer_rate OR e.own_rate <> r.own_rate)
            THEN '单位 ' || e.number || ' 现在的比例 ' || e.employer_rate || '、' || e.own_rate
                 || '，最后一次变更为 ' || r.employer_rate || '、' || r.own_rate
       END AS words
  FROM people_ratiochange AS r
  JOIN people_employer AS e ON e.id = r.employer_id
  LEFT JOIN event ON event.source = r.number
  LEFT JOIN last ON last.id = r.id

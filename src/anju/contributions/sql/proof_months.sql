-- A month's roll is what its shares are, and last month's roll with who joined, left, changed.
WITH month AS (
    SELECT m.*,
           lag(m.remittance_id) OVER chain AS remittance_before,
           lag(m.month) OVER chain AS month_before
      FROM contributions_remittedmonth AS m
     WHERE m.live
    WINDOW chain AS (PARTITION BY m.employer_id ORDER BY m.month)
),
part AS (
    SELECT m.id, s.account_id, s.employer_fen + s.own_fen AS now_fen, NULL::bigint AS then_fen
      FROM month AS m
      JOIN contributions_share AS s ON s.remittance_id = m.remittance_id AND s.month = m.month
    UNION ALL
    SELECT m.id, s.account_id, NULL::bigint, s.employer_fen + s.own_fen
      FROM month AS m
      JOIN contributions_share AS s
        ON s.remittance_id = m.remittance_before AND s.month = m.month_before
),
met AS (
    SELECT id, account_id, sum(now_fen) AS now_fen, sum(then_fen) AS then_fen
      FROM part
     GROUP BY id, account_id
),
found AS (
    SELECT id,
           ARRAY[
               count(now_fen), coalesce(sum(now_fen), 0),
               count(then_fen), coalesce(sum(then_fen), 0),
               count(*) FILTER (WHERE then_fen IS NULL),
               coalesce(sum(now_fen) FILTER (WHERE then_fen IS NULL), 0),
               count(*) FILTER (WHERE now_fen IS NULL),
               coalesce(sum(then_fen) FILTER (WHERE now_fen IS NULL), 0),
               coalesce(sum(now_fen - then_fen), 0)
           ]::numeric[] AS figures
      FROM met
     GROUP BY id
),
written AS (
    SELECT month.*,
           ARRAY[
               heads, total_fen, heads_before, total_before_fen, joined, joined_fen, "left",
               left_fen, changed_fen
           ]::numeric[] AS figures
      FROM month
)
SELECT (written.employer_id, written.month) AS place,
       CASE WHEN (written.figures = found.figures) IS NOT TRUE
            THEN '单位 ' || e.number || ' ' || written.month || ' 的清册数字为 '
                 || array_to_string(written.figures, '、') || '，按明细应为 '
                 || coalesce(array_to_string(found.figures, '、'), '无')
            WHEN written.month <> written.month_before
                 + CASE mod(written.month_before, 100) WHEN 12 THEN 89 ELSE 1 END
            THEN '单位 ' || e.number || ' 在 ' || written.month_before || ' 之后直接汇缴了 '
                 || written.month
       END AS words
  FROM written
  JOIN people_employer AS e ON e.id = written.employer_id
  LEFT JOIN found ON found.id = written.id

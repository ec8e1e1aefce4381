-- What was taken out of suspense for a deed is what that deed is over: a transfer's arrivals
-- pay its sum and the surplus, and money put by is one arrival or one surplus.
WITH paid AS (
    SELECT s.remittance_id, sum(a.amount_fen) AS fen, max(s.prepayment_id) AS surplus_id,
           count(DISTINCT coalesce(s.prepayment_id, 0)) AS ends
      FROM contributions_suspense AS s
      JOIN payments_arrival AS a ON a.id = s.arrival_id
     WHERE s.state = 'allotted' AND s.remittance_id IS NOT NULL
     GROUP BY s.remittance_id
),
put_by AS (
    SELECT s.prepayment_id, sum(a.amount_fen) AS fen, count(s.remittance_id) AS shared
      FROM contributions_suspense AS s
      JOIN payments_arrival AS a ON a.id = s.arrival_id
     WHERE s.state = 'allotted' AND s.prepayment_id IS NOT NULL
     GROUP BY s.prepayment_id
)
SELECT r.number AS place,
       CASE WHEN r.state IN ('processing', 'posted')
             AND (paid.ends = 1
                  AND paid.fen = r.total_fen + coalesce(y.amount_fen, 0)) IS NOT TRUE
            THEN '汇缴 ' || r.number || ' ' || r.total_fen || ' 分，分摊来款 '
                 || coalesce(paid.fen, 0) || ' 分，余款 ' || coalesce(y.amount_fen, 0) || ' 分'
            WHEN r.state NOT IN ('processing', 'posted') AND paid.fen IS NOT NULL
            THEN '汇缴 ' || r.number || ' 是 ' || r.state || '，却分摊了来款'
       END AS words
  FROM contributions_remittance AS r
  LEFT JOIN paid ON paid.remittance_id = r.id
  LEFT JOIN contributions_prepayment AS y ON y.id = paid.surplus_id
 WHERE r.method = 'transfer'
UNION ALL
SELECT y.number,
       CASE WHEN put_by.fen IS NULL THEN '预缴 ' || y.number || ' 没有来款'
            WHEN put_by.shared = 0 AND put_by.fen <> y.amount_fen
            THEN '预缴 ' || y.number || ' ' || y.amount_fen || ' 分，来款 ' || put_by.fen || ' 分'
       END
  FROM contributions_prepayment AS y
  LEFT JOIN put_by ON put_by.prepayment_id = y.id
 WHERE y.way = 'arrival'

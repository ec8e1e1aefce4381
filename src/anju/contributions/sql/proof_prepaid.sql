-- A prepayment account holds what was paid ahead less what was paid out of it.
WITH paid_in AS (
    SELECT employer_id, sum(amount_fen) AS fen
      FROM (
          SELECT employer_id, amount_fen
            FROM contributions_prepayment
           WHERE state = 'posted'
          UNION ALL
          SELECT employer_id, total_fen
            FROM contributions_refund
           WHERE state = 'posted' AND payout IN ('', 'failed')
      ) AS come
     GROUP BY employer_id
),
paid_out AS (
    SELECT employer_id, sum(from_prepayment_fen) AS fen
      FROM (
          SELECT employer_id, from_prepayment_fen
            FROM contributions_remittance
           WHERE state = 'posted'
          UNION ALL
          SELECT employer_id, from_prepayment_fen
            FROM contributions_backpayment
           WHERE state = 'posted'
      ) AS spent
     GROUP BY employer_id
)
SELECT e.number AS place,
       CASE WHEN b.carried_fen + b.current_fen
                 <> coalesce(paid_in.fen, 0) - coalesce(paid_out.fen, 0)
            THEN '单位 ' || e.number || ' 预缴户 ' || b.carried_fen + b.current_fen
                 || ' 分，预缴减转出 ' || coalesce(paid_in.fen, 0) - coalesce(paid_out.fen, 0)
                 || ' 分'
       END AS words
  FROM people_employer AS e
  LEFT JOIN ledger_balance AS b ON b.account_id = e.prepayment_id
  LEFT JOIN paid_in ON paid_in.employer_id = e.id
  LEFT JOIN paid_out ON paid_out.employer_id = e.id

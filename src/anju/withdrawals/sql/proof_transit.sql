-- What lies in transit is what withdrawals on their way, or back from the bank, come to.
SELECT 'transit' AS place,
       CASE WHEN coalesce(booked.fen, 0) <> coalesce(waiting.fen, 0)
            THEN '提取在途账上 ' || coalesce(booked.fen, 0) || ' 分，付款中与退汇的提取 '
                 || coalesce(waiting.fen, 0) || ' 分'
       END AS words
  FROM (
      SELECT sum(p.amount_fen) AS fen
        FROM ledger_posting AS p
        JOIN ledger_account AS a
          ON a.id = p.account_id AND a.subject = %(payables)s AND a.number = '提取在途'
  ) AS booked
 CROSS JOIN (
      SELECT sum(amount_fen + interest_fen) AS fen
        FROM withdrawals_withdrawal WHERE state IN ('paying', 'bounced')
  ) AS waiting

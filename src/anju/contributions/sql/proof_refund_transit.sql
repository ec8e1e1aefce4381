-- What lies in transit is what refunds the bank has not answered come to.
SELECT 'transit' AS place,
       CASE WHEN coalesce(booked.fen, 0) <> coalesce(waiting.fen, 0)
            THEN '退款在途账上 ' || coalesce(booked.fen, 0) || ' 分，处理中的退款 '
                 || coalesce(waiting.fen, 0) || ' 分'
       END AS words
  FROM (
      SELECT sum(p.amount_fen) AS fen
        FROM ledger_posting AS p
        JOIN ledger_account AS a
          ON a.id = p.account_id AND a.subject = %(payables)s AND a.number = '退款在途'
  ) AS booked
 CROSS JOIN (
      SELECT sum(total_fen) AS fen FROM contributions_refund WHERE payout = 'processing'
  ) AS waiting

-- What the ledger says came into each of our bank accounts is what orders, cheques and money
-- that came by itself brought, less what went back; what is booked in part only, chunk by
-- chunk, is left out until it is whole.
WITH booked AS (
    SELECT a.number, sum(p.amount_fen) AS fen
      FROM ledger_posting AS p
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(bank)s
      JOIN ledger_entry AS e
        ON e.id = p.entry_id
       AND e.kind IN (
           %(remittance)s, %(prepayment)s, %(unallotted)s, %(back_payment)s, %(payout)s
       )
     WHERE NOT EXISTS (
         SELECT 1 FROM contributions_remittance AS r
          WHERE r.number = split_part(e.act, '/', 1) AND r.state = 'processing'
     )
       AND NOT EXISTS (
         SELECT 1 FROM contributions_backpayment AS b
          WHERE b.number = split_part(e.act, '/', 1) AND b.state = 'processing'
     )
     GROUP BY a.number
),
posted AS (
    SELECT order_id, total_fen AS fen FROM contributions_remittance WHERE state = 'posted'
    UNION ALL
    SELECT order_id, amount_fen FROM contributions_prepayment WHERE state = 'posted'
    UNION ALL
    SELECT order_id, total_fen FROM contributions_backpayment WHERE state = 'posted'
),
cheque AS (
    -- No order says where a cheque went; its entry does, and the deed says how much it was.
    SELECT a.number, y.amount_fen AS fen
      FROM contributions_prepayment AS y
      JOIN ledger_entry AS e ON e.kind = %(prepayment)s AND e.act = y.number
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(bank)s
     WHERE y.way = 'cheque' AND y.state = 'posted'
),
brought AS (
    SELECT came.number, sum(came.fen) AS fen
      FROM (
          SELECT o.payee_account AS number, o.amount_fen AS fen
            FROM payments_order AS o
            JOIN posted ON posted.order_id = o.id
           WHERE o.state = 'succeeded'
          UNION ALL
          SELECT number, fen FROM cheque
          UNION ALL
          SELECT o.payer_account, -o.amount_fen
            FROM payments_order AS o
            JOIN contributions_refund AS f ON f.order_id = o.id AND f.payout = 'posted'
          UNION ALL
          SELECT a.account, CASE s.state WHEN 'returned' THEN 0 ELSE a.amount_fen END
            FROM contributions_suspense AS s
            JOIN payments_arrival AS a ON a.id = s.arrival_id
           WHERE s.state <> 'cheque'
      ) AS came
     GROUP BY came.number
)
SELECT coalesce(booked.number, brought.number) AS place,
       CASE WHEN coalesce(-booked.fen, 0) <> coalesce(brought.fen, 0)
            THEN '归集专户 ' || coalesce(booked.number, brought.number) || ' 账上 '
                 || coalesce(-booked.fen, 0) || ' 分，成功收款 ' || coalesce(brought.fen, 0)
                 || ' 分'
       END AS words
  FROM booked
  FULL JOIN brought ON brought.number = booked.number

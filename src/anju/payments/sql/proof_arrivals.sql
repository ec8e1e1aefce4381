-- Money that came by itself stands on the statement of its day, once that is loaded, with the
-- same sum; and no incoming line without an order is left out.
SELECT coalesce(a.bank_serial, l.bank_serial) AS place,
       CASE WHEN a.id IS NULL THEN '对账单上的来款 ' || l.bank_serial || ' 没有登记'
            WHEN s.id IS NULL THEN NULL
            WHEN l.id IS NULL THEN '来款 ' || a.bank_serial || ' 不在 ' || a.day || ' 的对账单上'
            WHEN l.amount_fen <> a.amount_fen OR l.direction <> 'in'
            THEN '来款 ' || a.bank_serial || ' ' || a.amount_fen || ' 分，对账单上 '
                 || l.amount_fen || ' 分'
       END AS words
  FROM payments_arrival AS a
  LEFT JOIN payments_daystatement AS s ON s.account = a.account AND s.day = a.day
  FULL JOIN (
      SELECT line.*, day.account, day.day
        FROM payments_statementline AS line
        JOIN payments_daystatement AS day ON day.id = line.statement_id
       WHERE line.direction = 'in' AND line.order_id IS NULL
  ) AS l ON l.account = a.account AND l.day = a.day AND l.bank_serial = a.bank_serial

-- A posted prepayment is one entry to its employer's prepayment account, and no other has one.
WITH booked AS (
    SELECT e.act AS number, p.account_id, p.amount_fen
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id AND p.account_id >= 10000
     WHERE e.kind = %(prepayment)s AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM ledger_entry AS red WHERE red.reverses_id = e.id)
)
SELECT coalesce(y.number, booked.number) AS place,
       CASE WHEN y.id IS NULL THEN '预缴 ' || booked.number || ' 入账，却没有这笔业务'
            WHEN (y.state = 'posted') <> (booked.number IS NOT NULL)
            THEN '预缴 ' || y.number || ' 的状态 ' || y.state || ' 与入账不符'
            WHEN (y.way IN ('cheque', 'arrival')) <> (y.order_id IS NULL)
            THEN '预缴 ' || y.number || ' 的缴款方式与银行指令不符'
            WHEN booked.amount_fen <> y.amount_fen OR booked.account_id <> e.prepayment_id
            THEN '预缴 ' || y.number || ' 入账的金额或账户不对'
       END AS words
  FROM contributions_prepayment AS y
  JOIN people_employer AS e ON e.id = y.employer_id
  FULL JOIN booked ON booked.number = y.number

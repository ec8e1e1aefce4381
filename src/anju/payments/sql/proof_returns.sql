-- A payment that came back had succeeded, was ours, came back whole, into the account it was
-- paid from, and not before it was paid. That it came back once is a constraint of the table.
SELECT a.bank_serial AS place,
       CASE WHEN o.kind <> 'pay' OR o.state <> 'succeeded'
            THEN '退汇 ' || a.bank_serial || ' 对应的指令 ' || o.serial || ' 不是成功的付款'
            WHEN a.amount_fen <> o.amount_fen OR a.account <> o.payer_account
            THEN '退汇 ' || a.bank_serial || ' ' || a.amount_fen || ' 分，原付款 ' || o.serial
                 || ' ' || o.amount_fen || ' 分，金额或账户不同'
            WHEN a.day < o.value_on
            THEN '退汇 ' || a.bank_serial || ' 早于原付款 ' || o.serial
       END AS words
  FROM payments_arrival AS a
  JOIN payments_order AS o ON o.id = a.returns_id

-- An order we hold for done stands on its day's statement, once that statement is loaded.
SELECT o.serial AS place,
       CASE WHEN NOT EXISTS (
                SELECT 1 FROM payments_statementline AS line
                 WHERE line.order_id = o.id AND line.statement_id = s.id
            )
            THEN '指令 ' || o.serial || ' 已成功，' || s.day || ' 的对账单上却没有'
       END AS words
  FROM payments_order AS o
  JOIN payments_daystatement AS s
    ON s.day = o.value_on
   AND s.account = CASE o.kind WHEN 'collect' THEN o.payee_account ELSE o.payer_account END
 WHERE o.state = 'succeeded' AND o.frozen_because = ''

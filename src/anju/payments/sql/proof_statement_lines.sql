-- A line that carries our serial is tied to that order and says what the order says; where it
-- does not, the order is frozen for a person to look at.
SELECT (line.statement_id, line.line_no) AS place,
       CASE WHEN coalesce(mine.id, 0) <> coalesce(line.order_id, 0)
            THEN '银行流水 ' || line.bank_serial || ' 没有连到指令 ' || line.serial
            WHEN mine.frozen_because <> '' THEN NULL
            WHEN mine.state <> 'succeeded'
            THEN '指令 ' || mine.serial || ' 在对账单上，状态却是 ' || mine.state
            WHEN mine.amount_fen <> line.amount_fen
              OR (line.direction = 'in') <> (mine.kind = 'collect')
            THEN '指令 ' || mine.serial || ' 的金额或方向与对账单不同'
            WHEN count(*) OVER (PARTITION BY mine.id) > 1
            THEN '指令 ' || mine.serial || ' 在对账单上出现多次'
       END AS words
  FROM payments_statementline AS line
  LEFT JOIN payments_order AS mine ON mine.serial = line.serial

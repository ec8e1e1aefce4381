-- Every order serves exactly one deed over the same sum; it succeeded if and only if that deed
-- is posted, apart from the moments the booking job takes, and from frozen orders. A refund
-- whose payment came back (退汇) has failed although it had succeeded, and no other has.
WITH deed AS (
    SELECT 'remittance' AS purpose, number, order_id, state, paid_fen AS fen
      FROM contributions_remittance
     WHERE order_id IS NOT NULL
    UNION ALL
    SELECT 'prepayment', number, order_id, state, amount_fen
      FROM contributions_prepayment
     WHERE order_id IS NOT NULL
    UNION ALL
    SELECT 'arrival_return', d.number, d.order_id, d.state, a.amount_fen
      FROM contributions_suspensedeed AS d
      JOIN contributions_suspense AS s ON s.id = d.suspense_id
      JOIN payments_arrival AS a ON a.id = s.arrival_id
     WHERE d.order_id IS NOT NULL
    UNION ALL
    SELECT 'back_payment', number, order_id, state, paid_fen
      FROM contributions_backpayment
     WHERE order_id IS NOT NULL
    UNION ALL
    SELECT 'refund', number, order_id, payout, total_fen
      FROM contributions_refund
     WHERE order_id IS NOT NULL
),
met AS (
    SELECT o.id, count(deed.order_id) AS deeds, min(deed.state) AS state, min(deed.fen) AS fen,
           bool_and(deed.purpose = o.purpose AND deed.number = o.subject) AS named
      FROM payments_order AS o
      LEFT JOIN deed ON deed.order_id = o.id
     GROUP BY o.id
)
SELECT o.serial AS place,
       CASE WHEN met.deeds <> 1 THEN '指令 ' || o.serial || ' 对应 ' || met.deeds || ' 笔业务'
            WHEN NOT met.named OR met.fen <> o.amount_fen
            THEN '指令 ' || o.serial || ' 与业务 ' || o.subject || ' 不符'
            WHEN met.state = 'posted' AND o.state <> 'succeeded'
            THEN '业务 ' || o.subject || ' 已入账，指令 ' || o.serial || ' 却是 ' || o.state
            WHEN met.state = 'failed' AND o.state <> 'rejected'
             AND (o.purpose <> 'refund' OR back.id IS NULL)
            THEN '业务 ' || o.subject || ' 未成功，指令 ' || o.serial || ' 却是 ' || o.state
            WHEN met.state = 'processing' AND o.frozen_because = ''
             AND o.settled_at < now() - %(grace)s::interval
            THEN '指令 ' || o.serial || ' 早有结果，业务 ' || o.subject || ' 仍在处理中'
            WHEN o.purpose = 'refund' AND met.state = 'posted'
             AND back.recorded_at < now() - %(grace)s::interval
            THEN '退款 ' || o.subject || ' 早已退汇，款项却没有回到预缴户'
       END AS words
  FROM payments_order AS o
  JOIN met ON met.id = o.id
  LEFT JOIN payments_arrival AS back ON back.returns_id = o.id
 WHERE o.purpose IN ('remittance', 'prepayment', 'arrival_return', 'back_payment', 'refund')

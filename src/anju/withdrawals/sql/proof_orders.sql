-- Every payment order has one withdrawal over the same sum to a card the bank had confirmed as
-- that person's, or as his heir's where he has died; a withdrawal is paid if and only if its
-- last order succeeded and did not come back. What was paid beside it is claimed.
SELECT o.serial AS place,
       CASE WHEN w.id IS NULL THEN '指令 ' || o.serial || ' 没有对应的提取'
            WHEN o.amount_fen <> w.amount_fen + w.interest_fen
            THEN '提取 ' || w.number || ' 应付 ' || (w.amount_fen + w.interest_fen)
                 || ' 分，指令 ' || o.amount_fen || ' 分'
            WHEN w.reason = 'death' AND w.payee_id IS NULL
            THEN '提取 ' || w.number || ' 付给已去世的人，没有写明领款的继承人'
            WHEN c.id IS NULL OR c.member_id <> m.id
            THEN '提取 ' || w.number || ' 没有付到本人经银行核验的卡'
            -- As the bank had confirmed him: a name may be corrected later.
            WHEN o.payee_name <> c.holder
            THEN '提取 ' || w.number || ' 的收款人不是本人'
            WHEN w.order_id = o.id AND w.state = 'paid' AND o.state <> 'succeeded'
            THEN '提取 ' || w.number || ' 已到账，指令却是 ' || o.state
            WHEN w.order_id = o.id AND w.state = 'paying' AND o.frozen_because = ''
             AND o.settled_at < now() - %(grace)s::interval
            THEN '指令 ' || o.serial || ' 早有结果，提取 ' || w.number || ' 仍在付款中'
            WHEN w.order_id <> o.id AND o.state = 'succeeded' AND a.id IS NULL AND t.id IS NULL
            THEN '提取 ' || w.number || ' 付了两次'
            WHEN w.state = 'given_back' AND o.state = 'succeeded'
             AND a.id IS NULL AND t.id IS NULL
            THEN '提取 ' || w.number || ' 已退回账户，却也付了款'
       END AS words
  FROM payments_order AS o
  LEFT JOIN withdrawals_withdrawal AS w ON w.number = split_part(o.subject, '/', 1)
  LEFT JOIN people_member AS m ON m.id = coalesce(w.payee_id, w.member_id)
  LEFT JOIN payments_membercard AS c ON c.id = o.card_id
  LEFT JOIN payments_arrival AS a ON a.returns_id = o.id
  LEFT JOIN withdrawals_claim AS t ON t.order_id = o.id
 WHERE o.purpose = 'withdrawal'

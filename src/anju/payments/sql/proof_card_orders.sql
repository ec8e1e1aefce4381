-- An order to a member's card pays, names the holder the bank had confirmed, and keeps nothing
-- of the number but its mask.
SELECT o.serial AS place,
       CASE WHEN o.kind <> 'pay' THEN '指令 ' || o.serial || ' 不是付款，却指向银行卡'
            WHEN o.payee_name <> c.holder
            THEN '指令 ' || o.serial || ' 的收款户名与核验的持卡人不同'
            WHEN o.payee_account !~ '^[*]{4}[0-9]{4}$'
            THEN '指令 ' || o.serial || ' 记下了完整卡号'
       END AS words
  FROM payments_order AS o
  JOIN payments_membercard AS c ON c.id = o.card_id

-- A member's account and its ledger account are one, under one number; nobody has two active.
SELECT coalesce(f.ledger_id, a.id) AS place,
       CASE WHEN a.id IS NULL THEN '个人账户 ' || f.number || ' 没有分户账'
            WHEN f.ledger_id IS NULL THEN '分户账 ' || a.number || ' 没有个人账户'
            WHEN a.number <> f.number
            THEN '个人账户 ' || f.number || ' 在分户账上是 ' || a.number
            WHEN f.state IN ('01', '06')
             AND count(*) FILTER (WHERE f.state IN ('01', '06'))
                 OVER (PARTITION BY f.member_id) > 1
            THEN '个人账户 ' || f.number || ' 的职工另有正常缴存的账户'
       END AS words
  FROM people_fundaccount AS f
  FULL JOIN (
      SELECT id, number FROM ledger_account WHERE subject = %(members)s
  ) AS a ON a.id = f.ledger_id

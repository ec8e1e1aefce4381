-- A red entry mirrors one original in every leg, in its interest day and its kind, and once.
WITH red AS (
    SELECT e.id, e.reverses_id, count(*) OVER (PARTITION BY e.reverses_id) AS times,
           o.id AS original_id, o.reverses_id AS of_a_red_one,
           (e.kind, e.value_on, coalesce(e.month, 0))
               = (o.kind, o.value_on, coalesce(o.month, 0))
               AS alike
      FROM ledger_entry AS e
      LEFT JOIN ledger_entry AS o ON o.id = e.reverses_id
     WHERE e.reverses_id IS NOT NULL
),
left_over AS (
    SELECT legs.id
      FROM (
          SELECT red.id, p.account_id, p.amount_fen
            FROM red JOIN ledger_posting AS p ON p.entry_id = red.id
          UNION ALL
          SELECT red.id, p.account_id, p.amount_fen
            FROM red JOIN ledger_posting AS p ON p.entry_id = red.original_id
      ) AS legs
     GROUP BY legs.id, legs.account_id
    HAVING sum(legs.amount_fen) <> 0
)
SELECT red.id AS place,
       CASE WHEN red.original_id IS NULL THEN '红字凭证 ' || red.id || ' 的原凭证不存在'
            WHEN red.of_a_red_one IS NOT NULL THEN '红字凭证 ' || red.id || ' 冲销的是红字凭证'
            WHEN red.times > 1 THEN '凭证 ' || red.original_id || ' 被冲销 ' || red.times || ' 次'
            WHEN NOT red.alike THEN '红字凭证 ' || red.id || ' 的类型、起息日或月份与原凭证不同'
            WHEN red.id IN (SELECT left_over.id FROM left_over)
            THEN '红字凭证 ' || red.id || ' 与原凭证 ' || red.original_id || ' 金额不是逐户相反'
       END AS words
  FROM red

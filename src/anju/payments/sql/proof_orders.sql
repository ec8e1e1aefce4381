-- Every order is in one of its states; a final one was taken from exactly one answer of the
-- bank that says the same, or from its statement, where that proved the answer wrong; an open
-- one from none.
WITH taken AS (
    SELECT order_id, count(*) FILTER (WHERE place = 1 OR source <> 'statement') AS times,
           max(state) FILTER (WHERE place = last_place) AS state,
           max(amount_fen) FILTER (WHERE place = last_place) AS amount_fen
      FROM (
          SELECT m.order_id, m.source, m.state, m.amount_fen,
                 row_number() OVER (PARTITION BY m.order_id ORDER BY m.id) AS place,
                 count(*) OVER (PARTITION BY m.order_id) AS last_place
            FROM payments_bankmessage AS m
           WHERE m.verdict = 'taken' AND m.state IN ('succeeded', 'rejected')
      ) AS word
     GROUP BY order_id
)
SELECT o.serial AS place,
       CASE WHEN o.state NOT IN ('waiting', 'sending', 'accepted', 'succeeded', 'rejected')
            THEN '指令 ' || o.serial || ' 的状态 ' || o.state || ' 不存在'
            WHEN o.state NOT IN ('succeeded', 'rejected') AND taken.order_id IS NOT NULL
            THEN '指令 ' || o.serial || ' 银行已有结果，状态却是 ' || o.state
            WHEN o.state NOT IN ('succeeded', 'rejected') THEN NULL
            WHEN taken.order_id IS NULL THEN '指令 ' || o.serial || ' 的结果没有银行应答为证'
            WHEN taken.times > 1
            THEN '指令 ' || o.serial || ' 采纳了 ' || taken.times || ' 次结果'
            WHEN taken.state <> o.state OR taken.amount_fen <> o.amount_fen
            THEN '指令 ' || o.serial || ' 与采纳的银行应答不一致'
            WHEN o.settled_at IS NULL OR (o.value_on IS NULL AND o.state = 'succeeded')
            THEN '指令 ' || o.serial || ' 已有结果却没有日期'
       END AS words
  FROM payments_order AS o
  LEFT JOIN taken ON taken.order_id = o.id

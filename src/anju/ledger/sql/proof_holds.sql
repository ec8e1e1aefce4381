-- What is kept in place of an account is the sum of its open holds, and not above its balance.
WITH open_holds AS (
    SELECT account_id, sum(amount_fen) AS fen FROM ledger_hold
     WHERE released_on IS NULL GROUP BY account_id
)
SELECT b.account_id AS place,
       CASE WHEN b.held_fen <> coalesce(h.fen, 0)
            THEN '账户 ' || b.account_id || ' 冻结 ' || b.held_fen || ' 分，明细合计 '
                 || coalesce(h.fen, 0) || ' 分'
            WHEN b.held_fen > b.carried_fen + b.current_fen
            THEN '账户 ' || b.account_id || ' 冻结 ' || b.held_fen || ' 分，多于余额'
       END AS words
  FROM ledger_balance AS b
  LEFT JOIN open_holds AS h ON h.account_id = b.account_id

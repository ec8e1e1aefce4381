-- No account of a member or an employer is below zero, nor ever was.
WITH lowest AS (
    SELECT account_id, min(balance_fen) AS fen
      FROM ledger_posting
     WHERE account_id >= 10000
     GROUP BY account_id
)
SELECT b.account_id AS place,
       CASE WHEN least(b.carried_fen, b.current_fen, lowest.fen) < 0
            THEN '账户 ' || b.account_id || ' 低至 '
                 || least(b.carried_fen, b.current_fen, lowest.fen) || ' 分'
       END AS words
  FROM ledger_balance AS b
  LEFT JOIN lowest ON lowest.account_id = b.account_id

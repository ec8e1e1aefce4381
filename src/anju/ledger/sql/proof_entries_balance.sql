-- Every entry sums to zero.
SELECT entry_id AS place,
       CASE WHEN sum(amount_fen) <> 0
            THEN '凭证 ' || entry_id || ' 借贷相差 ' || sum(amount_fen) || ' 分'
       END AS words
  FROM ledger_posting
 GROUP BY entry_id

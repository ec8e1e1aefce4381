-- Each balance is the sum of its postings, bucket by bucket, and its version their number.
WITH posted AS (
    SELECT account_id, count(*) AS lines,
           sum(carried_fen) AS carried_fen, sum(amount_fen - carried_fen) AS current_fen
      FROM ledger_posting
     WHERE account_id >= 10000
     GROUP BY account_id
)
SELECT b.account_id AS place,
       CASE WHEN b.carried_fen <> coalesce(posted.carried_fen, 0)
              OR b.current_fen <> coalesce(posted.current_fen, 0)
            THEN '账户 ' || b.account_id || ' 余额 ' || b.carried_fen || '+' || b.current_fen
                 || ' 分，分录合计 ' || coalesce(posted.carried_fen, 0) || '+'
                 || coalesce(posted.current_fen, 0) || ' 分'
            WHEN b.version <> coalesce(posted.lines, 0)
            THEN '账户 ' || b.account_id || ' 版本 ' || b.version || '，分录 '
                 || coalesce(posted.lines, 0) || ' 笔'
       END AS words
  FROM ledger_balance AS b
  LEFT JOIN posted ON posted.account_id = b.account_id

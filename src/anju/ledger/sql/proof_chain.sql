-- Line by line, the balance after each is the balance before it and its amount; lines are
-- numbered without a gap, and days never go back.
WITH line AS (
    SELECT account_id, seq, booked_on, amount_fen, balance_fen,
           lag(balance_fen, 1, 0::bigint) OVER chain AS before_fen,
           lag(seq, 1, 0::bigint) OVER chain AS seq_before,
           lag(booked_on, 1, booked_on) OVER chain AS day_before
      FROM ledger_posting
     WHERE account_id >= 10000
    WINDOW chain AS (PARTITION BY account_id ORDER BY seq, booked_on)
)
SELECT (account_id, seq) AS place,
       CASE WHEN balance_fen - before_fen <> amount_fen
            THEN '账户 ' || account_id || ' 第 ' || seq || ' 笔：上笔余额 ' || before_fen
                 || ' 分，发生 ' || amount_fen || ' 分，余额却为 ' || balance_fen || ' 分'
            WHEN seq <> seq_before + 1
            THEN '账户 ' || account_id || ' 第 ' || seq_before || ' 笔之后是第 ' || seq || ' 笔'
            WHEN booked_on < day_before
            THEN '账户 ' || account_id || ' 第 ' || seq || ' 笔的会计日早于上一笔'
       END AS words
  FROM line

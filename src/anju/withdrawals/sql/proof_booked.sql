-- Every withdrawal that was approved left its account once, to the fen, with its interest; what
-- was given back came back; nothing else left under its number.
WITH entry AS (
    SELECT split_part(replace(e.act, 'red:', ''), '/', 1) AS number,
           sum(p.amount_fen) FILTER (WHERE e.kind <> %(interest)s) AS out_fen,
           sum(p.amount_fen) FILTER (WHERE e.kind = %(interest)s) AS interest_fen
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(members)s
     WHERE e.kind IN (%(partial)s, %(repaying)s, %(closing)s, %(interest)s)
       AND replace(e.act, 'red:', '') LIKE 'TQ%%'
     GROUP BY 1
)
SELECT w.number AS place,
       CASE WHEN w.state IN ('paying', 'bounced', 'paid')
             AND (coalesce(e.out_fen, 0) <> -(w.amount_fen + w.interest_fen)
                  OR coalesce(e.interest_fen, 0) <> w.interest_fen)
            THEN '提取 ' || w.number || ' 应出账 ' || (w.amount_fen + w.interest_fen)
                 || ' 分，账上 ' || coalesce(-e.out_fen, 0) || ' 分，利息 '
                 || coalesce(e.interest_fen, 0) || ' 分'
            WHEN w.state NOT IN ('paying', 'bounced', 'paid', 'given_back')
             AND e.number IS NOT NULL
            THEN '提取 ' || w.number || ' 状态 ' || w.state || '，账上却有出账'
            WHEN w.state = 'given_back'
             AND (coalesce(e.out_fen, 0) <> 0 OR coalesce(e.interest_fen, 0) <> 0)
            THEN '提取 ' || w.number || ' 已退回账户，账上仍出账 ' || coalesce(-e.out_fen, 0)
                 || ' 分，利息 ' || coalesce(e.interest_fen, 0) || ' 分'
       END AS words
  FROM withdrawals_withdrawal AS w
  LEFT JOIN entry AS e ON e.number = w.number

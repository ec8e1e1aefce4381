-- What the accounts of a subject hold together is what was posted to that subject.
WITH held AS (
    SELECT a.subject, sum(b.carried_fen + b.current_fen) AS fen
      FROM ledger_balance AS b
      JOIN ledger_account AS a ON a.id = b.account_id
     GROUP BY a.subject
),
posted AS (
    SELECT a.subject, sum(p.amount_fen) AS fen
      FROM ledger_posting AS p
      JOIN ledger_account AS a ON a.id = p.account_id
     GROUP BY a.subject
)
SELECT kept.subject AS place,
       CASE WHEN coalesce(held.fen, 0) <> coalesce(posted.fen, 0)
            THEN '科目 ' || kept.subject || ' 分户合计 ' || coalesce(held.fen, 0)
                 || ' 分，科目发生 ' || coalesce(posted.fen, 0) || ' 分'
       END AS words
  FROM unnest(%(kept)s::text[]) AS kept (subject)
  LEFT JOIN held ON held.subject = kept.subject
  LEFT JOIN posted ON posted.subject = kept.subject

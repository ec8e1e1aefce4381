-- Every posting and balance has its account; accounts that belong to somebody keep a balance,
-- and the fund's own keep none.
WITH posted AS (
    SELECT DISTINCT account_id FROM ledger_posting
)
SELECT coalesce(a.id, b.account_id, posted.account_id) AS place,
       CASE WHEN a.id IS NULL
            THEN '账户 ' || coalesce(b.account_id, posted.account_id) || ' 不存在却有余额或分录'
            WHEN (a.id >= 10000) <> (a.subject = ANY(%(kept)s::text[]))
            THEN '账户 ' || a.number || ' 的编号与科目 ' || a.subject || ' 不符'
            WHEN (b.account_id IS NOT NULL) <> (a.id >= 10000)
            THEN '账户 ' || a.number || ' 的余额行缺失或多余'
       END AS words
  FROM ledger_account AS a
  FULL JOIN ledger_balance AS b ON b.account_id = a.id
  FULL JOIN posted ON posted.account_id = coalesce(a.id, b.account_id)

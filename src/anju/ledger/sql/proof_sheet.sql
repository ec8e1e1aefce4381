-- Assets equal claims, and nothing stands outside the chart of accounts.
WITH posted AS (
    SELECT a.subject, sum(p.amount_fen) AS fen
      FROM ledger_posting AS p
      LEFT JOIN ledger_account AS a ON a.id = p.account_id
     GROUP BY a.subject
),
sheet AS (
    SELECT coalesce(-sum(fen) FILTER (WHERE left(subject, 3) = ANY(%(assets)s::text[])), 0)
               AS assets,
           coalesce(sum(fen) FILTER (WHERE left(subject, 3) = ANY(%(claims)s::text[])), 0)
               AS claims
      FROM posted
)
SELECT '' AS place,
       CASE WHEN assets <> claims
            THEN '资产 ' || assets || ' 分，负债与净资产 ' || claims || ' 分'
       END AS words
  FROM sheet
UNION ALL
SELECT coalesce(subject, '?'),
       CASE WHEN (subject = ANY(%(chart)s::text[])) IS NOT TRUE
            THEN '科目 ' || coalesce(subject, '（无）') || ' 不在会计科目表中'
       END
  FROM posted

-- An account has at most one live share a month, and a live share belongs to a live month.
SELECT (s.account_id, s.month) AS place,
       CASE WHEN count(*) > 1
            THEN '账户 ' || s.account_id || ' ' || s.month || ' 缴了 ' || count(*) || ' 份'
            WHEN count(*) FILTER (WHERE m.id IS NULL) > 0
            THEN '账户 ' || s.account_id || ' ' || s.month || ' 的明细不属于有效的汇缴'
       END AS words
  FROM contributions_share AS s
  LEFT JOIN contributions_remittedmonth AS m
    ON m.remittance_id = s.remittance_id AND m.month = s.month AND m.live
 WHERE s.live
 GROUP BY s.account_id, s.month

-- An account has at most one live share of each kind a month; a live share belongs to a live
-- month, or to a back payment that is under way or booked.
SELECT (s.account_id, s.month, s.part) AS place,
       CASE WHEN count(*) > 1
            THEN '账户 ' || s.account_id || ' ' || s.month || ' 缴了 ' || count(*) || ' 份'
            WHEN count(*) FILTER (WHERE m.id IS NULL AND b.id IS NULL) > 0
            THEN '账户 ' || s.account_id || ' ' || s.month || ' 的明细不属于有效的汇缴或补缴'
       END AS words
  FROM contributions_share AS s
  LEFT JOIN contributions_remittedmonth AS m
    ON m.remittance_id = s.remittance_id AND m.month = s.month AND m.live
  LEFT JOIN contributions_backpayment AS b
    ON b.id = s.back_payment_id AND b.state IN ('processing', 'posted')
 WHERE s.live
 GROUP BY s.account_id, s.month, s.part

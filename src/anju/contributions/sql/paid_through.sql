-- The last month each account was really paid for, by remittance or in full later (缴至年月).
SELECT s.account_id, max(s.month) AS month
  FROM contributions_share AS s
  LEFT JOIN contributions_remittance AS r ON r.id = s.remittance_id
  LEFT JOIN contributions_backpayment AS b ON b.id = s.back_payment_id
 WHERE s.account_id = ANY(%(accounts)s)
   AND s.live
   AND s.part = 'whole'
   AND 'posted' IN (r.state, b.state)
 GROUP BY s.account_id

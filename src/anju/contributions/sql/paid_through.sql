-- The last month each account was really paid for (缴至年月).
SELECT s.account_id, max(s.month) AS month
  FROM contributions_share AS s
  JOIN contributions_remittance AS r ON r.id = s.remittance_id
 WHERE s.account_id = ANY(%(accounts)s) AND s.live AND r.state = 'posted'
 GROUP BY s.account_id

-- What members took before, and what they have under way.
SELECT member_id, number, reason, amount_fen AS fen, applied_on AS "on", home_index AS home,
       loan_id AS loan
  FROM withdrawals_withdrawal
 WHERE member_id = ANY(%(members)s)
   AND state IN ('queued', 'reviewing', 'paying', 'bounced', 'paid')
 ORDER BY applied_on, id

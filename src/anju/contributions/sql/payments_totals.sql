-- How many payments the same question finds, and their sums in fen.
SELECT count(*) AS lines,
       coalesce(sum(total_fen), 0)::bigint AS total_fen,
       coalesce(sum(paid_fen), 0)::bigint AS paid_fen,
       coalesce(sum(prepaid_fen), 0)::bigint AS prepaid_fen
  FROM (
      SELECT 'remittance' AS kind, r.first_month, r.last_month, r.total_fen, r.paid_fen,
             r.from_prepayment_fen AS prepaid_fen, r.state, r.submitted_on
        FROM contributions_remittance AS r
       WHERE r.employer_id = %(employer)s
      UNION ALL
      SELECT 'prepayment', NULL, NULL, p.amount_fen AS due_fen, p.amount_fen AS paid_in_fen, 0,
             p.state, p.submitted_on
        FROM contributions_prepayment AS p
       WHERE p.employer_id = %(employer)s
      UNION ALL
      SELECT 'back_payment', span.first_month, span.last_month, b.total_fen, b.paid_fen,
             b.from_prepayment_fen, b.state, b.submitted_on
        FROM contributions_backpayment AS b
        JOIN LATERAL (
            SELECT min(l.first_month) AS first_month, max(l.last_month) AS last_month
              FROM contributions_backpaymentline AS l
             WHERE l.back_payment_id = b.id
        ) AS span ON true
       WHERE b.employer_id = %(employer)s AND b.submitted_on IS NOT NULL
  ) AS payment
 WHERE submitted_on BETWEEN %(since)s AND %(until)s
   AND (%(kind)s = '' OR kind = %(kind)s)
   AND (%(state)s = '' OR state = %(state)s)
   AND (%(first)s::integer IS NULL OR last_month >= %(first)s)
   AND (%(last)s::integer IS NULL OR first_month <= %(last)s)

-- An employer's payments, newest first: remittances, prepayments and back payments in one list;
-- a prepayment belongs to no month, and what leaves the prepayment account was paid before.
SELECT *
  FROM (
      SELECT 'remittance' AS kind, r.number, r.first_month, r.last_month, r.heads,
             r.total_fen, r.paid_fen, r.from_prepayment_fen AS prepaid_fen, r.method AS way,
             r.state, r.submitted_on, r.posted_on, r.submitted_by, r.submitted_at
        FROM contributions_remittance AS r
       WHERE r.employer_id = %(employer)s
      UNION ALL
      SELECT 'prepayment', p.number, NULL, NULL, NULL,
             p.amount_fen AS due_fen, p.amount_fen AS paid_in_fen, 0, p.way,
             p.state, p.submitted_on, p.posted_on, p.submitted_by, p.submitted_at
        FROM contributions_prepayment AS p
       WHERE p.employer_id = %(employer)s
      UNION ALL
      SELECT 'back_payment', b.number, span.first_month, span.last_month, b.heads,
             b.total_fen, b.paid_fen, b.from_prepayment_fen, b.method,
             b.state, b.submitted_on, b.posted_on, b.submitted_by, b.submitted_at
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
 ORDER BY submitted_at DESC, number DESC
 LIMIT %(limit)s OFFSET %(offset)s

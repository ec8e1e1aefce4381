-- The loans members are main borrowers of, with every repayment by day.
SELECT l.borrower_id AS member_id, l.id AS pk, l.number, l.kind, l.state, l.contract_number,
       l.bank,
       coalesce(
           (SELECT jsonb_agg(jsonb_build_array(p.paid_on, p.principal_fen + p.interest_fen)
                             ORDER BY p.paid_on)
              FROM withdrawals_loanrepayment AS p WHERE p.loan_id = l.id),
           '[]'
       )::text AS repaid
  FROM withdrawals_loanrecord AS l
 WHERE l.borrower_id = ANY(%(members)s)
 ORDER BY l.id

-- The accounts of members with what they hold, the active one first. A sealed account that a
-- court froze whole stays sealed, but nobody takes from it: what comes in later is frozen too.
SELECT a.member_id, a.ledger_id AS ledger, a.number,
       CASE WHEN EXISTS (
           SELECT 1 FROM people_freeze AS f
            WHERE f.account_id = a.ledger_id AND f.extent = 'whole'
              AND f.state IN ('frozen', 'ending')
       ) THEN '06' ELSE a.state END AS state,
       e.name AS employer,
       b.carried_fen + b.current_fen AS balance_fen,
       b.carried_fen + b.current_fen - b.held_fen AS free_fen,
       a.employer_fen + a.own_fen AS monthly_fen,
       a.opened_on, a.sealed_on,
       -- Remitted or paid back by an employer, and not brought by the bank yet.
       (
           SELECT coalesce(sum(s.employer_fen + s.own_fen), 0)
             FROM contributions_share AS s
             LEFT JOIN contributions_remittance AS r ON r.id = s.remittance_id
             LEFT JOIN contributions_backpayment AS k ON k.id = s.back_payment_id
            WHERE s.account_id = a.ledger_id
              AND s.live
              AND (r.state IN ('waiting', 'processing') OR k.state = 'processing')
       )::bigint AS coming_fen
  FROM people_fundaccount AS a
  JOIN people_employer AS e ON e.id = a.employer_id
  JOIN ledger_balance AS b ON b.account_id = a.ledger_id
 WHERE a.member_id = ANY(%(members)s)
 ORDER BY a.state ASC, a.opened_on DESC

-- The accounts of members with what they hold, the active one first.
SELECT a.member_id, a.ledger_id AS ledger, a.number, a.state, e.name AS employer,
       b.carried_fen + b.current_fen AS balance_fen,
       b.carried_fen + b.current_fen - b.held_fen AS free_fen,
       a.employer_fen + a.own_fen AS monthly_fen,
       a.opened_on, a.sealed_on
  FROM people_fundaccount AS a
  JOIN people_employer AS e ON e.id = a.employer_id
  JOIN ledger_balance AS b ON b.account_id = a.ledger_id
 WHERE a.member_id = ANY(%(members)s)
 ORDER BY a.state ASC, a.opened_on DESC

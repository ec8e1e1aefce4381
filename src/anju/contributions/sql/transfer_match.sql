-- Whose account each request for transfer means: identity number or account number, and the
-- name, must be exact, and the account must not be the asker's own. Of several the one at the
-- named employer, then an active one. It can move when it is sealed and nobody else pays.
SELECT given.transfer_id, a.ledger_id AS account_id, a.employer_id AS former_id,
       coalesce(
           a.state = '02' AND NOT EXISTS (
               SELECT 1 FROM people_fundaccount AS other
                WHERE other.member_id = a.member_id AND other.state IN ('01', '06')
           ),
           false
       ) AS may_move
  FROM unnest(
           %(transfers)s::bigint[], %(identity_indexes)s::bytea[], %(accounts)s::text[],
           %(names)s::text[], %(formers)s::text[]
       ) AS given (transfer_id, identity_index, account, name, former)
  LEFT JOIN LATERAL (
      SELECT one.ledger_id, one.employer_id, one.member_id, one.state
        FROM people_member AS m
        JOIN people_fundaccount AS one ON one.member_id = m.id
        JOIN people_employer AS e ON e.id = one.employer_id
       WHERE m.name = given.name
         AND (
             (m.identity_index = given.identity_index AND m.identity_type = '01')
             OR one.number = nullif(given.account, '')
         )
         AND one.employer_id <> %(employer)s
         AND one.state IN ('01', '02', '06')
         AND given.former IN ('', e.number)
       ORDER BY one.state = '02' ASC, one.sealed_on DESC NULLS LAST, one.ledger_id ASC
       LIMIT 1
  ) AS a ON true

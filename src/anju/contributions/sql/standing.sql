-- How the people of some lines stand with the center now; of several accounts the active one
-- (normal or frozen) speaks before a sealed one.
SELECT given.identity_index, m.name AS known_name,
       here.ledger_id AS here_id, here.state AS here_state,
       here.base_fen, here.employer_rate, here.own_rate,
       here.employer_fen + here.own_fen AS here_fen,
       there.ledger_id AS there_id, there.state AS there_state, e.name AS there_name
  FROM unnest(%(identity_indexes)s::bytea[]) AS given (identity_index)
  LEFT JOIN people_member AS m
    ON m.identity_index = given.identity_index AND m.identity_type = '01'
  LEFT JOIN LATERAL (
      SELECT a.* FROM people_fundaccount AS a
       WHERE a.member_id = m.id AND a.employer_id = %(employer)s
         AND a.state IN ('01', '02', '06')
       ORDER BY a.state = '02', a.state LIMIT 1
  ) AS here ON true
  LEFT JOIN LATERAL (
      SELECT a.ledger_id, a.state, a.employer_id FROM people_fundaccount AS a
       WHERE a.member_id = m.id AND a.employer_id <> %(employer)s
         AND a.state IN ('01', '02', '06')
       ORDER BY a.state = '02', a.state LIMIT 1
  ) AS there ON true
  LEFT JOIN people_employer AS e ON e.id = there.employer_id

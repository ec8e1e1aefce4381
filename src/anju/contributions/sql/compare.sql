-- Rows of a roster that differ from what we hold, each with all that decides what it means;
-- of several accounts the active one (normal or frozen) speaks before a sealed one.
WITH met AS (
    SELECT i.*, m.name AS known_name,
           m.identity_number AS known_identity_number,
           here.ledger_id AS here_id, here.state AS here_state, here.base_fen AS here_base_fen,
           here.employer_rate AS here_employer_rate, here.own_rate AS here_own_rate,
           here.employer_fen AS here_employer_fen, here.own_fen AS here_own_fen,
           there.ledger_id AS there_id, there.state AS there_state, e.name AS there_name
      FROM incoming AS i
      LEFT JOIN people_member AS m
        ON m.identity_index = i.identity_index AND m.identity_type = '01'
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
)
SELECT *
  FROM met
 WHERE (here_state = '01' AND known_name = name AND NOT leaves AND NOT faulty
        AND coalesce(base_fen, here_base_fen) = here_base_fen
        AND coalesce(employer_rate, here_employer_rate) = here_employer_rate
        AND coalesce(own_rate, here_own_rate) = here_own_rate
        AND coalesce(monthly_fen, here_employer_fen + here_own_fen)
            = here_employer_fen + here_own_fen) IS NOT TRUE
 ORDER BY source_row

-- Normal accounts of the employer whose owners the roster does not name.
SELECT a.ledger_id, m.name, m.identity_number, a.base_fen, a.employer_rate, a.own_rate,
       a.employer_fen, a.own_fen,
       EXISTS (
           SELECT 1 FROM incoming AS i
            WHERE i.unreadable AND i.name = m.name
       ) AS perhaps_there
  FROM people_fundaccount AS a
  JOIN people_member AS m ON m.id = a.member_id
 WHERE a.employer_id = %(employer)s
   AND a.state = '01'
   AND NOT EXISTS (
       SELECT 1 FROM incoming AS i WHERE i.identity_index = m.identity_index
   )
 ORDER BY a.ledger_id

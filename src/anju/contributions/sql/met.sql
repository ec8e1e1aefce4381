-- Normal accounts of the employer whose owners stand among the rows that came in.
SELECT a.ledger_id
  FROM incoming AS i
  JOIN people_member AS m ON m.identity_index = i.identity_index AND m.identity_type = '01'
  JOIN people_fundaccount AS a ON a.member_id = m.id
 WHERE a.employer_id = %(employer)s
   AND a.state = '01'

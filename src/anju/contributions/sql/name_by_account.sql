-- Rows that give an account of the employer's in place of an identity number mean its owner.
UPDATE incoming AS i
   SET identity_index = m.identity_index
  FROM people_fundaccount AS a
  JOIN people_member AS m ON m.id = a.member_id
 WHERE i.identity_index IS NULL
   AND NOT i.unreadable
   AND i.account_number = a.number
   AND a.employer_id = %(employer)s

-- What an employer would owe for one month as its accounts stand now.
SELECT count(*) AS heads, coalesce(sum(a.employer_fen + a.own_fen), 0)::bigint AS total_fen
  FROM people_fundaccount AS a
 WHERE a.employer_id = %(employer)s
   AND a.state IN ('01', '06')
   AND a.first_month <= %(month)s
   AND NOT EXISTS (
       SELECT 1 FROM contributions_share AS s
        WHERE s.account_id = a.ledger_id AND s.month = %(month)s AND s.part = 'whole' AND s.live
   )

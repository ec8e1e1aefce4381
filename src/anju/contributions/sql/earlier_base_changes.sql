-- How often each account's base was changed in a fund year, and when and by what the last time.
SELECT DISTINCT ON (c.account_id)
       c.account_id, c.changed_on, c.source, count(*) OVER (PARTITION BY c.account_id) AS times
  FROM contributions_basechange AS c
  JOIN people_fundaccount AS a ON a.ledger_id = c.account_id
 WHERE c.fund_year = %(fund_year)s
   AND a.employer_id = %(employer)s
   AND (%(accounts)s::bigint[] IS NULL OR c.account_id = ANY(%(accounts)s::bigint[]))
 ORDER BY c.account_id ASC, c.nth DESC

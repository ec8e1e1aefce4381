-- The next base change of a fund year for each account that has one left; in the order of the
-- accounts, so that two registers wait for one another and never cross.
INSERT INTO contributions_basechange (account_id, fund_year, nth, month, changed_on, source)
SELECT given.account, %(fund_year)s, had.times + 1, %(month)s, %(today)s, %(source)s
  FROM unnest(%(accounts)s::bigint[]) AS given (account)
  JOIN LATERAL (
      SELECT count(*) AS times
        FROM contributions_basechange AS c
       WHERE c.account_id = given.account AND c.fund_year = %(fund_year)s
  ) AS had ON had.times < %(most)s
 ORDER BY given.account

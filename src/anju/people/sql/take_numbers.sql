-- The next account numbers, in order.
SELECT '01' || lpad(nextval('people_account_number')::text, 10, '0') AS number
  FROM generate_series(1, %(count)s)

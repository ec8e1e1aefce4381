-- Whether product and floor booked the same lines for the same members, and whether the
-- product's entries each come to nothing.
WITH product AS (
    SELECT account_id, booked_on, seq, amount_fen, carried_fen, balance_fen
      FROM xinyang.ledger_posting
     WHERE booked_on = %(today)s AND account_id >= 10000
),
floor AS (
    SELECT account_id, booked_on, seq, amount_fen, carried_fen, balance_fen
      FROM floor.posting
     WHERE booked_on = %(today)s AND account_id >= 10000
),
digest AS (
    SELECT 'product' AS side, count(*) AS lines, sum(amount_fen) AS fen,
           md5(string_agg(md5(product::text), '' ORDER BY account_id, seq)) AS hash
      FROM product
    UNION ALL
    SELECT 'floor', count(*), sum(amount_fen),
           md5(string_agg(md5(floor::text), '' ORDER BY account_id, seq))
      FROM floor
)
SELECT (SELECT count(DISTINCT hash) = 1 FROM digest) AS same,
       (SELECT lines FROM digest WHERE side = 'product') AS lines,
       (SELECT fen FROM digest WHERE side = 'product')::bigint AS fen,
       (SELECT count(*) FROM (
            SELECT entry_id FROM xinyang.ledger_posting WHERE booked_on = %(today)s
             GROUP BY entry_id HAVING sum(amount_fen) <> 0) AS crooked) AS crooked,
       (SELECT count(*) FROM xinyang.ledger_balance AS p
          FULL JOIN floor.balance AS f USING (account_id)
         WHERE (p.carried_fen, p.current_fen, p.carried_product, p.current_product,
                p.product_on, p.version)
               IS DISTINCT FROM
               (f.carried_fen, f.current_fen, f.carried_product, f.current_product,
                f.product_on, f.version)) AS other_balances

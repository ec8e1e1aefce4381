-- Draw up every part of a back payment as a live share; the named law lets a month in once.
INSERT INTO contributions_share (
    back_payment_id, account_id, month, part, base_fen, employer_fen, own_fen, live
)
SELECT l.back_payment_id, l.account_id, (one ->> 0)::integer, %(part)s, (one ->> 1)::bigint,
       (one ->> 2)::bigint, (one ->> 3)::bigint, true
  FROM contributions_backpaymentline AS l
 CROSS JOIN LATERAL jsonb_array_elements(l.parts) AS one
 WHERE l.back_payment_id = %(back_payment)s
 ORDER BY l.account_id, (one ->> 0)::integer

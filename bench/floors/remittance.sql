-- One month of an employer, booked from its stored roll by one plain statement.
WITH moved AS (
    UPDATE floor.balance AS b
       SET carried_product = b.carried_product
               + b.carried_fen * (%(today)s::date - b.product_on),
           current_product = b.current_product
               + b.current_fen * (%(today)s::date - b.product_on),
           current_fen = b.current_fen + s.employer_fen + s.own_fen,
           product_on = %(today)s::date,
           version = b.version + 1
      FROM floor.share AS s
     WHERE s.remittance_id = %(remittance)s
       AND s.month = %(month)s
       AND s.live
       AND b.account_id = s.account_id
    RETURNING b.account_id, b.version, s.employer_fen + s.own_fen AS amount_fen,
              0::bigint AS carried_fen, b.carried_fen + b.current_fen AS balance_fen
)
INSERT INTO floor.posting (
    account_id, booked_on, seq, entry_id, amount_fen, carried_fen, balance_fen
)
SELECT account_id, %(today)s::date, version, 1, amount_fen, carried_fen, balance_fen
  FROM moved

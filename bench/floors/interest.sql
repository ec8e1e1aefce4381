-- A year's interest on every account, booked by one plain statement over the balances alone.
WITH moved AS (
    UPDATE floor.balance AS b
       SET carried_product = b.carried_product
               + b.carried_fen * (%(today)s::date - b.product_on),
           current_product = b.current_product
               + b.current_fen * (%(today)s::date - b.product_on),
           current_fen = b.current_fen + (b.carried_fen + b.current_fen) * 15 / 1000,
           product_on = %(today)s::date,
           version = b.version + 1
     WHERE (b.carried_fen + b.current_fen) * 15 / 1000 > 0
    RETURNING new.account_id, new.version, new.current_fen - old.current_fen AS amount_fen,
              0::bigint AS carried_fen, new.carried_fen + new.current_fen AS balance_fen
)
INSERT INTO floor.posting (
    account_id, booked_on, seq, entry_id, amount_fen, carried_fen, balance_fen
)
SELECT account_id, %(today)s::date, version, 1, amount_fen, carried_fen, balance_fen
  FROM moved

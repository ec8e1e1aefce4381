-- What an account held at the end of a day: the balance after its last line, or the sum of a
-- fund account's lines, for those keep no running balance.
SELECT coalesce(
           CASE WHEN %(account)s < 10000
                THEN (SELECT sum(amount_fen) FROM ledger_posting
                       WHERE account_id = %(account)s AND booked_on <= %(day)s)
                ELSE (SELECT balance_fen FROM ledger_posting
                       WHERE account_id = %(account)s AND booked_on <= %(day)s
                       ORDER BY booked_on DESC, seq DESC LIMIT 1)
           END, 0)::bigint AS fen

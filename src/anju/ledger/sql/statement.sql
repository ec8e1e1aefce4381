-- A page of an account's lines, newest first, with the balance after each.
SELECT p.booked_on, p.seq, p.amount_fen, p.carried_fen, p.balance_fen, e.id AS entry_id,
       e.kind, e.act, e.value_on, e.summary, e.month, e.branch, e.channel, e.actor,
       e.recorded_at, e.reverses_id
  FROM ledger_posting AS p
  JOIN ledger_entry AS e ON e.id = p.entry_id
 WHERE p.account_id = %(account)s
   AND p.booked_on BETWEEN %(since)s AND %(until)s
   AND (%(kinds)s::text[] IS NULL OR e.kind = ANY(%(kinds)s::text[]))
 ORDER BY p.booked_on DESC, p.seq DESC
 LIMIT %(limit)s OFFSET %(offset)s

-- How many lines the same filter finds, and what came in and went out, in fen.
SELECT count(*) AS lines,
       coalesce(sum(p.amount_fen) FILTER (WHERE p.amount_fen > 0), 0)::bigint AS in_fen,
       coalesce(-sum(p.amount_fen) FILTER (WHERE p.amount_fen < 0), 0)::bigint AS out_fen
  FROM ledger_posting AS p
  JOIN ledger_entry AS e ON e.id = p.entry_id
 WHERE p.account_id = %(account)s
   AND p.booked_on BETWEEN %(since)s AND %(until)s
   AND (%(kinds)s::text[] IS NULL OR e.kind = ANY(%(kinds)s::text[]))

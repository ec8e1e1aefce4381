-- How many accounts the statement lists, and its sums in fen; asked as the statement asks.
WITH known AS (
    SELECT DISTINCT ON (e.account_id) e.account_id, e.employer_id
      FROM people_accountevent AS e
     WHERE e.happened_on <= %(closes)s
       AND e.account_id IN (
           SELECT account_id FROM people_accountevent WHERE employer_id = %(employer)s
       )
     ORDER BY e.account_id ASC, e.id DESC
),
settled AS (
    SELECT p.account_id,
           (array_agg(p.balance_fen - p.amount_fen ORDER BY p.booked_on, p.seq))[1]
               AS carried_fen,
           coalesce(sum(p.amount_fen) FILTER (
               WHERE e.kind <> ALL(%(out_kinds)s::text[]) AND e.kind <> %(interest)s
           ), 0)::bigint AS in_fen,
           coalesce(-sum(p.amount_fen) FILTER (
               WHERE e.kind = ANY(%(out_kinds)s::text[])
           ), 0)::bigint AS out_fen,
           sum(p.amount_fen) FILTER (WHERE e.kind = %(interest)s)::bigint AS interest_fen
      FROM known
      JOIN ledger_posting AS p ON p.account_id = known.account_id
      JOIN ledger_entry AS e ON e.id = p.entry_id
     WHERE known.employer_id = %(employer)s
       AND p.booked_on BETWEEN %(opens)s AND %(closes)s
     GROUP BY p.account_id
    HAVING count(*) FILTER (WHERE e.kind = %(interest)s) > 0
)
SELECT count(*) AS lines,
       coalesce(sum(carried_fen), 0)::bigint AS carried_fen,
       coalesce(sum(in_fen), 0)::bigint AS in_fen,
       coalesce(sum(out_fen), 0)::bigint AS out_fen,
       coalesce(sum(interest_fen), 0)::bigint AS interest_fen,
       coalesce(sum(carried_fen + in_fen - out_fen + interest_fen), 0)::bigint AS closing_fen
  FROM settled

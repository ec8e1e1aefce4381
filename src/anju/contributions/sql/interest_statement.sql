-- The yearly interest statement of an employer's people: what was carried over, came in and
-- went out in the fund year, what was settled, what is carried on; amounts in fen. Whose people
-- they are is asked on the year's last day; only accounts with interest are listed. What was
-- carried over is what stood there before the year's first posting.
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
SELECT s.account_id, a.number, m.name, s.carried_fen, s.in_fen, s.out_fen, s.interest_fen,
       s.carried_fen + s.in_fen - s.out_fen + s.interest_fen AS closing_fen
  FROM settled AS s
  JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
  JOIN people_member AS m ON m.id = a.member_id
 ORDER BY m.name_pinyin, s.account_id
 LIMIT %(limit)s OFFSET %(offset)s

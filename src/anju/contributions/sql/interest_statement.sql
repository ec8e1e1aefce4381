-- The yearly interest statement of an employer's people: what was carried over, came in and
-- went out in the fund year, what was settled, what is carried on; amounts in fen. Whose people
-- they are is asked on the year's last day; only accounts with interest are listed.
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
),
page AS (
    SELECT s.account_id, s.in_fen, s.out_fen, s.interest_fen, a.number, a.member_id,
           row_number() OVER (ORDER BY m.name_pinyin, s.account_id) AS place
      FROM settled AS s
      JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
      JOIN people_member AS m ON m.id = a.member_id
     ORDER BY m.name_pinyin, s.account_id
     LIMIT %(limit)s OFFSET %(offset)s
)
SELECT page.account_id, page.number, m.name, coalesce(before.balance_fen, 0) AS carried_fen,
       page.in_fen, page.out_fen, page.interest_fen,
       coalesce(before.balance_fen, 0) + page.in_fen - page.out_fen + page.interest_fen
           AS closing_fen
  FROM page
  JOIN people_member AS m ON m.id = page.member_id
  LEFT JOIN LATERAL (
      SELECT p.balance_fen
        FROM ledger_posting AS p
       WHERE p.account_id = page.account_id AND p.booked_on < %(opens)s
       ORDER BY p.booked_on DESC, p.seq DESC
       LIMIT 1
  ) AS before ON true
 ORDER BY page.place

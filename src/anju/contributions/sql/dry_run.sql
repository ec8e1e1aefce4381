-- A month as it would be remitted now beside the last one that was, person by person.
WITH now_due AS (
    SELECT a.ledger_id AS account_id, a.base_fen, a.employer_fen + a.own_fen AS fen
      FROM people_fundaccount AS a
     WHERE a.employer_id = %(employer)s
       AND a.state IN ('01', '06')
       AND a.first_month <= %(month)s
       AND NOT EXISTS (
           SELECT 1 FROM contributions_share AS s
            WHERE s.account_id = a.ledger_id AND s.month = %(month)s
              AND s.part = 'whole' AND s.live
       )
),
last_paid AS (
    SELECT s.account_id, s.base_fen, s.employer_fen + s.own_fen AS fen
      FROM contributions_share AS s
     WHERE s.remittance_id = %(before)s AND s.month = %(month_before)s AND s.live
),
met AS (
    SELECT account_id, last_paid.base_fen AS base_before_fen, now_due.base_fen,
           last_paid.fen AS before_fen, now_due.fen AS now_fen,
           coalesce(now_due.fen, 0) - coalesce(last_paid.fen, 0) AS more_fen,
           CASE WHEN last_paid.fen IS NULL THEN 'joined'
                WHEN now_due.fen IS NULL THEN 'left'
                WHEN now_due.base_fen <> last_paid.base_fen THEN 'base'
                WHEN now_due.fen <> last_paid.fen THEN 'ratio'
                ELSE 'same'
           END AS reason
      FROM now_due
      FULL JOIN last_paid USING (account_id)
),
judged AS (
    SELECT met.*, f.number, f.state, m.name, m.name_pinyin,
           coalesce(abs(met.base_fen - met.base_before_fen) * 2 > met.base_before_fen, false)
               AS jumps,
           coalesce(met.base_fen > %(cap_fen)s, false) AS over_cap,
           coalesce(met.base_fen < %(floor_fen)s, false) AS under_floor,
           met.reason <> 'left' AND m.mobile_index IS NOT NULL
               AND count(*) OVER (PARTITION BY m.mobile_index) > 1 AS same_mobile,
           met.reason = 'left' AND NOT EXISTS (
               SELECT 1 FROM people_accountevent AS e
                WHERE e.account_id = met.account_id
                  -- A closing may fall into the month that was paid last, after its payment.
                  AND (e.kind IN ('05', '06') AND e.month > %(month_before)s
                       OR e.kind = '12' AND e.month >= %(month_before)s)
           ) AS unexplained
      FROM met
      JOIN people_fundaccount AS f ON f.ledger_id = met.account_id
      JOIN people_member AS m ON m.id = f.member_id
)
SELECT number, name, state, base_before_fen, base_fen, before_fen, now_fen, more_fen, reason,
       jumps, over_cap, under_floor, same_mobile, unexplained
  FROM judged
 WHERE (%(reason)s = '' OR reason = %(reason)s OR (%(reason)s = 'changed' AND reason <> 'same'))
   AND (%(warning)s = ''
        OR (%(warning)s = 'jumps' AND jumps)
        OR (%(warning)s = 'over_cap' AND over_cap)
        OR (%(warning)s = 'under_floor' AND under_floor)
        OR (%(warning)s = 'same_mobile' AND same_mobile)
        OR (%(warning)s = 'unexplained' AND unexplained))
   AND (%(words)s = '' OR strpos(name, %(words)s) > 0
        OR starts_with(name_pinyin, lower(%(words)s)) OR right(number, 6) = %(words)s)
 ORDER BY reason = 'same', name_pinyin, account_id
 LIMIT %(limit)s OFFSET %(offset)s

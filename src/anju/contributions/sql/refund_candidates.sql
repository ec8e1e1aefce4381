-- The shares of one deed that could be taken back, as the members' accounts stand now: what is
-- paid on top of each, the entry that booked it, and from which day it has earned.
WITH entry AS (
    SELECT e.id, e.month, e.booked_on, e.value_on
      FROM ledger_entry AS e
     WHERE e.kind IN ('01', '02')
       AND starts_with(e.act, %(number)s || '/')
       AND e.reverses_id IS NULL
)
SELECT s.id AS share_id, s.account_id, s.month, s.part, s.base_fen, s.employer_fen, s.own_fen,
       s.live, m.name, a.number, a.state, a.employer_rate, a.own_rate,
       entry.id AS entry_id, entry.value_on,
       b.carried_fen + b.current_fen AS balance_fen,
       EXISTS (
           SELECT 1 FROM contributions_refundedshare AS r WHERE r.share_id = s.id AND r.live
       ) AS taken_back,
       EXISTS (
           SELECT 1 FROM contributions_share AS more
            WHERE more.account_id = s.account_id AND more.month = s.month AND more.live
              AND s.part = 'whole' AND more.part = 'difference'
       ) AS topped_up
  FROM contributions_share AS s
  JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
  JOIN people_member AS m ON m.id = a.member_id
  JOIN ledger_balance AS b ON b.account_id = s.account_id
  JOIN entry ON entry.month = s.month
  JOIN ledger_posting AS p
    ON p.account_id = s.account_id AND p.booked_on = entry.booked_on AND p.entry_id = entry.id
 WHERE (s.remittance_id = %(remittance)s OR s.back_payment_id = %(back_payment)s)
   AND (%(months)s::integer[] IS NULL OR s.month = ANY(%(months)s::integer[]))
   AND (%(accounts)s::bigint[] IS NULL OR s.account_id = ANY(%(accounts)s::bigint[]))
 ORDER BY s.account_id, s.month

-- Each member: what is known of him, the months paid in a row up to his last one, what is open,
-- what keeps his payouts, and the papers in his wallet by their kinds.
WITH months AS (
    SELECT DISTINCT a.member_id, s.month,
           s.month / 100 * 12 + mod(s.month, 100) AS place
      FROM people_fundaccount AS a
      JOIN contributions_share AS s ON s.account_id = a.ledger_id
      LEFT JOIN contributions_remittance AS r ON r.id = s.remittance_id
      LEFT JOIN contributions_backpayment AS b ON b.id = s.back_payment_id
     WHERE a.member_id = ANY(%(members)s)
       AND s.live
       AND s.part = 'whole'
       AND 'posted' IN (r.state, b.state)
),
islands AS (
    SELECT member_id, month,
           place - row_number() OVER (PARTITION BY member_id ORDER BY place) AS island
      FROM months
),
rows_of_months AS (
    SELECT DISTINCT ON (member_id) member_id, count(*) AS paid_in_row, max(month) AS paid_last
      FROM islands
     GROUP BY member_id, island
     ORDER BY member_id ASC, paid_last DESC
),
holds AS (
    SELECT DISTINCT ON (member_id) member_id, reason, until
      FROM people_hold
     WHERE member_id = ANY(%(members)s)
       AND lifted_at IS NULL
       AND (until IS NULL OR until > %(now)s)
     ORDER BY member_id ASC, until DESC NULLS FIRST
),
wallet AS (
    SELECT member_id, jsonb_object_agg(kind, numbers) AS papers
      FROM (
          SELECT member_id, kind, jsonb_agg(number ORDER BY id DESC) AS numbers
            FROM documents_material
           WHERE member_id = ANY(%(members)s) AND state = 'ready'
           GROUP BY member_id, kind
      ) AS by_kind
     GROUP BY member_id
)
SELECT m.id AS member_id, m.sex, m.born_on,
       coalesce(paid.paid_in_row, 0) AS paid_in_row,
       paid.paid_last,
       coalesce(w.number, '') AS open_number,
       coalesce(holds.reason, '') AS held_because,
       holds.until AS held_until,
       coalesce(wallet.papers, '{}')::text AS papers
  FROM people_member AS m
  LEFT JOIN rows_of_months AS paid ON paid.member_id = m.id
  LEFT JOIN holds ON holds.member_id = m.id
  LEFT JOIN wallet ON wallet.member_id = m.id
  LEFT JOIN withdrawals_withdrawal AS w
    ON w.member_id = m.id AND w.state IN ('queued', 'reviewing', 'paying', 'bounced')
 WHERE m.id = ANY(%(members)s)

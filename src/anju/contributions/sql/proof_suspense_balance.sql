-- The subject 暂收 holds what is still open, and what was taken for remittances that are being
-- booked: of those not all chunks may be there yet, so their entries are left out.
WITH booked AS (
    SELECT coalesce(sum(p.amount_fen), 0) AS fen
      FROM ledger_posting AS p
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(suspense)s
      JOIN ledger_entry AS e ON e.id = p.entry_id
     WHERE NOT EXISTS (
         SELECT 1 FROM contributions_remittance AS r
          WHERE r.number = split_part(e.act, '/', 1) AND r.state = 'processing'
     )
),
still_there AS (
    SELECT coalesce(sum(a.amount_fen), 0) AS fen
      FROM contributions_suspense AS s
      JOIN payments_arrival AS a ON a.id = s.arrival_id
     WHERE s.state = 'open'
),
taken AS (
    SELECT coalesce(sum(r.total_fen), 0) AS fen
      FROM contributions_remittance AS r
     WHERE r.method = 'transfer' AND r.state = 'processing'
)
SELECT %(suspense)s AS place,
       CASE WHEN booked.fen <> still_there.fen + taken.fen
            THEN '暂收科目 ' || booked.fen || ' 分，未分摊的来款 ' || still_there.fen + taken.fen
                 || ' 分'
       END AS words
  FROM booked
 CROSS JOIN still_there
 CROSS JOIN taken

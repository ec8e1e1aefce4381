-- Withdrawals by reason over some days: applied for, sent back, refused, approved and paid,
-- each counted on its own day; amounts with closing interest, in fen.
WITH happened AS (
    SELECT w.reason, w.reason_title, w.amount_fen + w.interest_fen AS fen, d.deed
      FROM withdrawals_withdrawal AS w
      LEFT JOIN cases_case AS c ON c.id = w.case_id
     CROSS JOIN LATERAL (
         VALUES ('received', w.applied_on),
                ('approved', w.booked_on),
                ('paid', w.paid_on),
                ('refused', CASE WHEN w.state = 'refused' THEN c.closed_on END)
     ) AS d (deed, happened_on)
     WHERE d.happened_on BETWEEN %(since)s AND %(until)s
     UNION ALL
    SELECT w.reason, w.reason_title, w.amount_fen, 'returned'
      FROM cases_step AS s
      JOIN withdrawals_withdrawal AS w ON w.case_id = s.case_id
     WHERE s.kind = 'returned'
       AND s.happened_on BETWEEN %(since)s AND %(until)s
)
SELECT reason, max(reason_title) AS title,
       count(*) FILTER (WHERE deed = 'received') AS received,
       coalesce(sum(fen) FILTER (WHERE deed = 'received'), 0)::bigint AS received_fen,
       count(*) FILTER (WHERE deed = 'returned') AS returned,
       count(*) FILTER (WHERE deed = 'refused') AS refused,
       coalesce(sum(fen) FILTER (WHERE deed = 'refused'), 0)::bigint AS refused_fen,
       count(*) FILTER (WHERE deed = 'approved') AS approved,
       coalesce(sum(fen) FILTER (WHERE deed = 'approved'), 0)::bigint AS approved_fen,
       count(*) FILTER (WHERE deed = 'paid') AS paid,
       coalesce(sum(fen) FILTER (WHERE deed = 'paid'), 0)::bigint AS paid_fen
  FROM happened
 GROUP BY reason
 ORDER BY sum(fen) FILTER (WHERE deed = 'received') DESC NULLS LAST, reason

-- Where an employer's money is: remittances, prepayments and arrivals, what is open first.
WITH come AS (
    SELECT s.remittance_id, sum(a.amount_fen) AS fen
      FROM contributions_suspense AS s
      JOIN payments_arrival AS a ON a.id = s.arrival_id
     WHERE s.employer_id = %(employer)s AND s.state = 'open' AND s.confidence = 100
     GROUP BY s.remittance_id
),
asked AS (
    SELECT suspense_id, max(state) AS state
      FROM contributions_suspensedeed
     WHERE state IN ('asked', 'processing')
     GROUP BY suspense_id
),
way AS (
    SELECT 'remittance' AS kind, r.number, r.method AS way, r.state,
           r.first_month AS first, r.last_month AS last, r.total_fen AS amount_fen,
           coalesce(come.fen, 0)::bigint AS come_fen, r.submitted_on AS since_on,
           r.posted_on AS ended_on, r.expires_on,
           CASE WHEN o.frozen_because <> '' THEN 'center'
                WHEN r.state = 'waiting' THEN 'you'
                WHEN r.state = 'processing' THEN 'bank'
                ELSE ''
           END AS who,
           CASE r.state WHEN 'posted' THEN 'done' WHEN 'failed' THEN 'failed' ELSE 'open'
           END AS stage,
           r.failure AS words
      FROM contributions_remittance AS r
      LEFT JOIN payments_order AS o ON o.id = r.order_id
      LEFT JOIN come ON come.remittance_id = r.id
     WHERE r.employer_id = %(employer)s
    UNION ALL
    SELECT 'prepayment', y.number, y.way, y.state, NULL, NULL, y.amount_fen, 0,
           y.submitted_on, y.posted_on, NULL,
           CASE WHEN o.frozen_because <> '' THEN 'center'
                WHEN y.state = 'processing' THEN 'bank'
                ELSE ''
           END,
           CASE y.state WHEN 'posted' THEN 'done' WHEN 'failed' THEN 'failed' ELSE 'open' END,
           CASE WHEN y.failure <> '' THEN y.failure ELSE y.note END
      FROM contributions_prepayment AS y
      LEFT JOIN payments_order AS o ON o.id = y.order_id
     WHERE y.employer_id = %(employer)s
    UNION ALL
    SELECT 'back_payment', b.number, b.method, b.state, NULL, NULL, b.total_fen, 0,
           b.submitted_on, b.posted_on, NULL,
           CASE WHEN o.frozen_because <> '' THEN 'center'
                WHEN b.state = 'processing' THEN 'bank'
                ELSE ''
           END,
           CASE b.state WHEN 'posted' THEN 'done' WHEN 'failed' THEN 'failed' ELSE 'open' END,
           b.failure
      FROM contributions_backpayment AS b
      LEFT JOIN payments_order AS o ON o.id = b.order_id
     WHERE b.employer_id = %(employer)s AND b.submitted_on IS NOT NULL
    UNION ALL
    SELECT 'arrival', s.number, s.found_by, s.state, NULL, NULL, a.amount_fen,
           0 AS come_fen,
           a.day, s.settled_on, NULL,
           CASE WHEN s.state <> 'open' THEN ''
                WHEN asked.state = 'processing' THEN 'bank'
                WHEN asked.state = 'asked' THEN 'center'
                ELSE 'you'
           END,
           CASE s.state WHEN 'open' THEN 'open' ELSE 'done' END,
           s.why_open
      FROM contributions_suspense AS s
      JOIN payments_arrival AS a ON a.id = s.arrival_id
      LEFT JOIN asked ON asked.suspense_id = s.id
     WHERE s.employer_id = %(employer)s
),
found AS (
    SELECT way.*,
           coalesce(way.ended_on, %(today)s::date) - way.since_on AS age_days
      FROM way
     WHERE (way.stage = 'open' OR way.since_on BETWEEN %(since)s AND %(until)s)
       AND (%(kind)s = '' OR way.kind = %(kind)s)
       AND (%(stage)s = '' OR way.stage = %(stage)s)
       AND (%(who)s = '' OR way.who = %(who)s)
)
SELECT found.*,
       CASE WHEN found.kind <> 'arrival' THEN found.amount_fen END AS deed_fen,
       CASE WHEN found.kind = 'arrival' THEN found.amount_fen END AS arrival_fen,
       CASE WHEN found.stage = 'open' THEN found.amount_fen ELSE 0 END AS open_fen
  FROM found
 ORDER BY found.stage <> 'open', found.since_on DESC, found.number DESC
 LIMIT %(limit)s OFFSET %(offset)s

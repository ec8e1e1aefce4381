-- Draw up one month's roll (汇缴清册): a share for every normal account that is due, and the
-- month's figures set against the month before.
WITH roll AS (
    INSERT INTO contributions_share (
        remittance_id, account_id, month, base_fen, employer_fen, own_fen, live
    )
    SELECT %(remittance)s, a.ledger_id, %(month)s, a.base_fen, a.employer_fen, a.own_fen, true
      FROM people_fundaccount AS a
     WHERE a.employer_id = %(employer)s
       AND a.state IN ('01', '06')
       AND a.first_month <= %(month)s
       AND NOT EXISTS (
           SELECT 1 FROM contributions_share AS s
            WHERE s.account_id = a.ledger_id AND s.month = %(month)s
              AND s.part = 'whole' AND s.live
       )
     ORDER BY a.ledger_id
    RETURNING account_id, employer_fen + own_fen AS fen
),
before AS (
    SELECT account_id, employer_fen + own_fen AS fen
      FROM contributions_share
     WHERE remittance_id = %(before)s AND month = %(month_before)s
),
both_months AS (
    SELECT roll.account_id AS now_id, roll.fen AS now_fen,
           before.account_id AS before_id, before.fen AS before_fen
      FROM roll FULL JOIN before USING (account_id)
)
INSERT INTO contributions_remittedmonth (
    remittance_id, employer_id, month, heads, total_fen, heads_before, total_before_fen,
    joined, joined_fen, "left", left_fen, changed_fen, live
)
SELECT %(remittance)s, %(employer)s, %(month)s,
       count(now_id), coalesce(sum(now_fen), 0),
       count(before_id), coalesce(sum(before_fen), 0),
       count(*) FILTER (WHERE before_id IS NULL),
       coalesce(sum(now_fen) FILTER (WHERE before_id IS NULL), 0),
       count(*) FILTER (WHERE now_id IS NULL),
       coalesce(sum(before_fen) FILTER (WHERE now_id IS NULL), 0),
       coalesce(sum(now_fen - before_fen) FILTER (
           WHERE now_id IS NOT NULL AND before_id IS NOT NULL), 0),
       true
  FROM both_months

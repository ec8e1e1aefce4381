-- Whatever is taken back is one red posting with the value date and month of what it meets, not
-- more than that, and no red posting is without; money in transit is what the bank still has to
-- answer for.
WITH wanted AS (
    SELECT f.number, f.kind, f.state, f.total_fen, f.employer_id, r.entry_id, s.account_id,
           r.employer_fen + r.own_fen AS fen,
           r.employer_fen > s.employer_fen OR r.own_fen > s.own_fen
               OR (f.kind = 'refund' AND r.employer_fen + r.own_fen
                                         <> s.employer_fen + s.own_fen) AS off_measure,
           sum(r.employer_fen + r.own_fen) OVER (PARTITION BY f.id) AS sum_fen
      FROM contributions_refundedshare AS r
      JOIN contributions_refund AS f ON f.id = r.refund_id
      JOIN contributions_share AS s ON s.id = r.share_id
     WHERE r.live
),
red AS (
    SELECT split_part(e.act, '/', 1) AS number, split_part(e.act, '/', 2)::bigint AS entry_id,
           p.account_id, sum(p.amount_fen) AS fen, count(*) AS times,
           bool_and(e.value_on = o.value_on AND e.month = o.month) AS alike
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(members)s
      LEFT JOIN ledger_entry AS o ON o.id = split_part(e.act, '/', 2)::bigint
     WHERE e.kind IN (%(refund)s, %(correction)s)
     GROUP BY 1, 2, 3
)
SELECT (coalesce(wanted.number, red.number), coalesce(wanted.entry_id, red.entry_id),
        coalesce(wanted.account_id, red.account_id)) AS place,
       CASE WHEN wanted.number IS NULL
            THEN '红字 ' || red.number || ' 账户 ' || red.account_id || ' 没有退缴明细'
            WHEN wanted.state = 'posted' AND red.number IS NULL
            THEN '退缴 ' || wanted.number || ' 账户 ' || wanted.account_id || ' 没有入账'
            WHEN wanted.state <> 'posted' AND red.number IS NOT NULL
            THEN '没有办成的退缴 ' || wanted.number || ' 有分录'
            WHEN wanted.off_measure OR wanted.sum_fen <> wanted.total_fen
            THEN '退缴 ' || wanted.number || ' 的金额与原缴存明细不符'
            WHEN red.fen <> -wanted.fen OR red.times > 1
            THEN '退缴 ' || wanted.number || ' 账户 ' || wanted.account_id || ' 应退 '
                 || wanted.fen || ' 分，入账 ' || red.fen || ' 分'
            WHEN red.alike IS NOT TRUE
            THEN '退缴 ' || wanted.number || ' 的起息日或月份与原凭证不同'
       END AS words
  FROM wanted
  FULL JOIN red
    ON red.number = wanted.number
   AND red.entry_id = wanted.entry_id
   AND red.account_id = wanted.account_id

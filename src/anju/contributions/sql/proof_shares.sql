-- Every share of a posted remittance or back payment is one posting to its member, and no
-- posting is without.
WITH share AS (
    SELECT coalesce(r.number, b.number) AS number, coalesce(r.state, b.state) AS state,
           s.month, s.account_id, s.employer_fen + s.own_fen AS fen
      FROM contributions_share AS s
      LEFT JOIN contributions_remittance AS r ON r.id = s.remittance_id
      LEFT JOIN contributions_backpayment AS b ON b.id = s.back_payment_id
     WHERE s.employer_fen + s.own_fen > 0
       AND (s.live OR EXISTS (
           SELECT 1
             FROM contributions_refundedshare AS t
             JOIN contributions_refund AS f ON f.id = t.refund_id AND f.state = 'posted'
            WHERE t.share_id = s.id AND t.live
       ))
),
booked AS (
    SELECT split_part(e.act, '/', 1) AS number, e.month, p.account_id,
           sum(p.amount_fen) AS fen, count(*) AS times
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(members)s
     WHERE e.kind IN (%(remittance)s, %(back_payment)s) AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM ledger_entry AS red WHERE red.reverses_id = e.id)
     GROUP BY split_part(e.act, '/', 1), e.month, p.account_id
)
SELECT (coalesce(share.number, booked.number), coalesce(share.month, booked.month),
        coalesce(share.account_id, booked.account_id)) AS place,
       CASE WHEN share.number IS NULL
            THEN '业务 ' || booked.number || ' ' || booked.month || ' 账户 '
                 || booked.account_id || ' 入账 ' || booked.fen || ' 分，却没有明细'
            WHEN booked.number IS NULL AND share.state = 'posted'
            THEN '业务 ' || share.number || ' ' || share.month || ' 账户 '
                 || share.account_id || ' 的 ' || share.fen || ' 分没有入账'
            WHEN booked.fen <> share.fen OR booked.times > 1
            THEN '业务 ' || share.number || ' ' || share.month || ' 账户 '
                 || share.account_id || ' 应入 ' || share.fen || ' 分，入账 ' || booked.times
                 || ' 次 ' || booked.fen || ' 分'
       END AS words
  FROM share
  FULL JOIN booked
    ON booked.number = share.number
   AND booked.month = share.month
   AND booked.account_id = share.account_id

-- A back payment is the sum of its shares, is paid once in full, by its order or from the
-- prepayment account, and the ledger moved the same sum from there.
WITH part AS (
    SELECT back_payment_id, count(*) AS heads, sum(employer_fen + own_fen) AS total_fen
      FROM contributions_share AS s
     WHERE back_payment_id IS NOT NULL
       AND (s.live OR EXISTS (
           SELECT 1
             FROM contributions_refundedshare AS t
             JOIN contributions_refund AS f ON f.id = t.refund_id AND f.state = 'posted'
            WHERE t.share_id = s.id AND t.live
       ))
     GROUP BY back_payment_id
),
booked AS (
    SELECT split_part(e.act, '/', 1) AS number,
           sum(p.amount_fen) FILTER (WHERE a.subject = %(members)s) AS members_fen,
           min(a.id) FILTER (WHERE a.subject <> %(members)s) AS against,
           count(DISTINCT a.id) FILTER (WHERE a.subject <> %(members)s) AS opposites
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id
     WHERE e.kind = %(back_payment)s AND e.reverses_id IS NULL
     GROUP BY split_part(e.act, '/', 1)
)
SELECT coalesce(b.number, booked.number) AS place,
       CASE WHEN b.id IS NULL THEN '补缴 ' || booked.number || ' 入账，却没有这笔业务'
            WHEN b.state NOT IN ('draft', 'dropped', 'processing', 'posted', 'failed')
            THEN '补缴 ' || b.number || ' 的状态 ' || b.state || ' 不存在'
            WHEN b.state IN ('draft', 'dropped', 'failed')
            THEN CASE WHEN part.heads > 0 OR booked.members_fen <> 0
                      THEN '没有办成的补缴 ' || b.number || ' 仍有有效的明细或分录' END
            WHEN b.total_fen <> coalesce(part.total_fen, 0)
              OR b.heads <> coalesce(part.heads, 0)
            THEN '补缴 ' || b.number || ' 合计 ' || b.total_fen || ' 分，明细之和 '
                 || coalesce(part.total_fen, 0) || ' 分'
            WHEN b.paid_fen + b.from_prepayment_fen <> b.total_fen
              OR (b.method = 'realtime') <> (b.paid_fen = b.total_fen)
              OR (b.method = 'realtime') <> (b.order_id IS NOT NULL)
            THEN '补缴 ' || b.number || ' 的缴款方式与金额不符'
            WHEN o.state <> 'succeeded' AND (b.state = 'posted' OR booked.number IS NOT NULL)
            THEN '补缴 ' || b.number || ' 已入账，银行指令却未成功'
            WHEN b.state <> 'posted' THEN NULL
            WHEN coalesce(booked.members_fen, 0) <> b.total_fen
            THEN '补缴 ' || b.number || ' 合计 ' || b.total_fen || ' 分，入账 '
                 || coalesce(booked.members_fen, 0) || ' 分'
            WHEN booked.opposites <> 1
              OR (b.method = 'prepayment') <> (booked.against = e.prepayment_id)
            THEN '补缴 ' || b.number || ' 的对方科目不对'
       END AS words
  FROM contributions_backpayment AS b
  JOIN people_employer AS e ON e.id = b.employer_id
  LEFT JOIN payments_order AS o ON o.id = b.order_id
  LEFT JOIN part ON part.back_payment_id = b.id
  FULL JOIN booked ON booked.number = b.number

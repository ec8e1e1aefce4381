-- A remittance is the sum of its months, is paid once in full, by its order, by money in
-- suspense or from the prepayment account, and the ledger moved the same sum.
WITH months AS (
    SELECT remittance_id, count(*) AS months, min(month) AS first, max(month) AS last,
           sum(heads) AS heads, sum(total_fen) AS total_fen
      FROM contributions_remittedmonth
     WHERE live OR taken_back
     GROUP BY remittance_id
),
booked AS (
    SELECT split_part(e.act, '/', 1) AS number,
           sum(p.amount_fen) FILTER (WHERE a.subject = %(members)s) AS members_fen,
           min(a.id) FILTER (WHERE a.subject <> %(members)s) AS against,
           min(a.subject) FILTER (WHERE a.subject <> %(members)s) AS subject,
           count(DISTINCT a.id) FILTER (WHERE a.subject <> %(members)s) AS opposites
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id
     WHERE e.kind = %(remittance)s AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM ledger_entry AS red WHERE red.reverses_id = e.id)
     GROUP BY split_part(e.act, '/', 1)
)
SELECT r.number AS place,
       CASE WHEN r.state NOT IN ('waiting', 'processing', 'posted', 'failed')
            THEN '汇缴 ' || r.number || ' 的状态 ' || r.state || ' 不存在'
            WHEN r.state = 'failed' AND (months.months > 0 OR booked.members_fen <> 0)
            THEN '未成功的汇缴 ' || r.number || ' 仍有有效的月份或分录'
            WHEN r.state = 'failed' THEN NULL
            WHEN months.months IS NULL OR months.first <> r.first_month
              OR months.last <> r.last_month
            THEN '汇缴 ' || r.number || ' 的月份不全'
            WHEN r.total_fen <> months.total_fen OR r.heads <> months.heads
            THEN '汇缴 ' || r.number || ' 合计 ' || r.total_fen || ' 分，各月之和 '
                 || months.total_fen || ' 分'
            WHEN r.paid_fen + r.from_prepayment_fen <> r.total_fen
              OR (r.method IN ('realtime', 'transfer')) <> (r.paid_fen = r.total_fen)
              OR (r.method = 'realtime') <> (r.order_id IS NOT NULL)
              OR (r.method = 'transfer') <> (r.reference <> '')
            THEN '汇缴 ' || r.number || ' 的缴款方式与金额不符'
            WHEN r.method = 'realtime' AND o.amount_fen <> r.total_fen
            THEN '汇缴 ' || r.number || ' ' || r.total_fen || ' 分，银行指令 ' || o.amount_fen
                 || ' 分'
            WHEN o.state <> 'succeeded' AND (r.state = 'posted' OR booked.number IS NOT NULL)
            THEN '汇缴 ' || r.number || ' 已入账，银行指令却未成功'
            WHEN r.state = 'waiting' AND (r.method <> 'transfer' OR booked.number IS NOT NULL)
            THEN '待到账的汇缴 ' || r.number || ' 已有分录，或不是转账汇款'
            WHEN r.state <> 'posted' THEN NULL
            WHEN coalesce(booked.members_fen, 0) <> r.total_fen
            THEN '汇缴 ' || r.number || ' 合计 ' || r.total_fen || ' 分，入账 '
                 || coalesce(booked.members_fen, 0) || ' 分'
            WHEN booked.opposites <> 1
              OR (r.method = 'prepayment') <> (booked.against = e.prepayment_id)
              OR (r.method = 'transfer') <> (booked.subject = %(suspense)s)
            THEN '汇缴 ' || r.number || ' 的对方科目不对'
       END AS words
  FROM contributions_remittance AS r
  JOIN people_employer AS e ON e.id = r.employer_id
  LEFT JOIN payments_order AS o ON o.id = r.order_id
  LEFT JOIN months ON months.remittance_id = r.id
  LEFT JOIN booked ON booked.number = r.number

-- Every arrival has one place in suspense and one entry over its sum; it is open, or allotted
-- to a deed, or given back by an order that succeeded and an entry of its own. A payment of
-- somebody else that came back has no place here; one by which we gave money back has.
WITH entry AS (
    SELECT e.act, count(*) AS times, sum(p.amount_fen) AS fen
      FROM ledger_entry AS e
      JOIN ledger_posting AS p ON p.entry_id = e.id
      JOIN ledger_account AS a ON a.id = p.account_id AND a.subject = %(suspense)s
     WHERE e.kind = %(unallotted)s
     GROUP BY e.act
),
back AS (
    SELECT d.suspense_id, count(*) AS times, sum(-entry.fen) AS fen,
           bool_and(o.state = 'succeeded' AND o.payee_account = a.payer_account) AS paid_back
      FROM contributions_suspensedeed AS d
      JOIN contributions_suspense AS s ON s.id = d.suspense_id
      JOIN payments_arrival AS a ON a.id = s.arrival_id
      LEFT JOIN payments_order AS o ON o.id = d.order_id
      LEFT JOIN entry ON entry.act = d.number
     WHERE d.kind = 'return' AND d.state = 'posted'
     GROUP BY d.suspense_id
)
SELECT coalesce(s.number, a.bank_serial) AS place,
       CASE WHEN sent.purpose <> 'arrival_return' AND s.id IS NOT NULL
            THEN '退汇 ' || a.bank_serial || ' 属于付款 ' || sent.serial || '，却记入了暂收'
            WHEN sent.purpose <> 'arrival_return' THEN NULL
            WHEN s.id IS NULL AND a.recorded_at < now() - %(grace)s::interval
            THEN '来款 ' || a.bank_serial || ' 没有记入暂收'
            WHEN s.id IS NULL THEN NULL
            WHEN s.state NOT IN ('open', 'allotted', 'returned', 'cheque', 'recovered')
            THEN '暂收 ' || s.number || ' 的状态 ' || s.state || ' 不存在'
            WHEN s.state = 'cheque'
             AND (entry.act IS NOT NULL OR y.way <> 'cheque' OR y.amount_fen <> a.amount_fen)
            THEN '暂收 ' || s.number || ' 与支票不符，或重复入账'
            WHEN s.state = 'cheque' AND y.id IS NOT NULL THEN NULL
            WHEN coalesce(entry.times, 0) <> 1 OR entry.fen <> a.amount_fen
            THEN '暂收 ' || s.number || ' ' || a.amount_fen || ' 分，入账 '
                 || coalesce(entry.times, 0) || ' 次 ' || coalesce(entry.fen, 0) || ' 分'
            WHEN s.state = 'allotted' AND s.remittance_id IS NULL AND y.id IS NULL
            THEN '暂收 ' || s.number || ' 已分摊，却不知分给了哪一笔'
            WHEN s.state = 'open' AND s.remittance_id IS NOT NULL AND r.state <> 'waiting'
            THEN '暂收 ' || s.number || ' 还在等汇缴 ' || r.number || '，它却是 ' || r.state
            WHEN (s.state = 'returned') <> (coalesce(back.times, 0) = 1)
            THEN '暂收 ' || s.number || ' 的状态 ' || s.state || ' 与退回不符'
            WHEN s.state = 'returned'
             AND (back.paid_back AND back.fen = a.amount_fen) IS NOT TRUE
            THEN '暂收 ' || s.number || ' 没有按原金额退回原账户'
       END AS words
  FROM payments_arrival AS a
  LEFT JOIN payments_order AS sent ON sent.id = a.returns_id
  LEFT JOIN contributions_suspense AS s ON s.arrival_id = a.id
  LEFT JOIN contributions_remittance AS r ON r.id = s.remittance_id
  LEFT JOIN contributions_prepayment AS y ON y.id = s.prepayment_id
  LEFT JOIN entry ON entry.act = s.number
  LEFT JOIN back ON back.suspense_id = s.id

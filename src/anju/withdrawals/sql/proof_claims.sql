-- What was paid twice is owed until it is back: every claim is one order that was paid, stands
-- in 其他应收 once, was asked for and decided by two persons, and is open by what has not come;
-- what came for it cleared as much. The account holds what is open, and nothing else: that is
-- judged last (ZZ), since one claim that is wrong is a better word than a sum that is.
WITH entry AS (
    SELECT e.kind, e.act, e.reverses_id, -p.amount_fen AS fen
      FROM ledger_posting AS p
      JOIN ledger_account AS a
        ON a.id = p.account_id AND a.subject = %(receivables)s AND a.number = '重复付款'
      JOIN ledger_entry AS e ON e.id = p.entry_id
),
recovered AS (
    SELECT d.claim_id, sum(d.amount_fen) AS fen,
           sum(-entry.fen) AS booked_fen,
           bool_and(s.state = 'recovered' AND a.amount_fen = d.amount_fen) AS arrived
      FROM withdrawals_claimdeed AS d
      JOIN withdrawals_claim AS c ON c.id = d.claim_id
      JOIN withdrawals_withdrawal AS w ON w.id = c.withdrawal_id
      LEFT JOIN contributions_suspense AS s ON s.id = d.suspense_id
      LEFT JOIN payments_arrival AS a ON a.id = s.arrival_id
      LEFT JOIN entry
        ON entry.act = CASE d.kind WHEN 'account' THEN w.number || '/again' ELSE d.number END
     WHERE d.state = 'done' AND d.kind <> 'claim'
     GROUP BY d.claim_id
),
eyes AS (
    SELECT d.claim_id, count(*) AS times,
           bool_and(asked.identity_index <> decided.identity_index) AS by_two
      FROM withdrawals_claimdeed AS d
      JOIN people_staff AS asked ON asked.id = d.asked_by_id
      LEFT JOIN people_staff AS decided ON decided.id = d.decided_by_id
     WHERE d.state = 'done'
     GROUP BY d.claim_id
)
SELECT c.number AS place,
       CASE WHEN o.state <> 'succeeded' OR o.frozen_because <> ''
              OR o.amount_fen <> c.amount_fen
            THEN '追偿 ' || c.number || ' 的指令 ' || o.serial || ' 没有按原金额付出'
            WHEN coalesce(booked.fen, 0) <> c.amount_fen
            THEN '追偿 ' || c.number || ' 应收 ' || c.amount_fen || ' 分，账上 '
                 || coalesce(booked.fen, 0) || ' 分'
            WHEN eyes.by_two IS NOT TRUE
            THEN '追偿 ' || c.number || ' 不是由两个人办理'
            WHEN c.open_fen <> c.amount_fen - coalesce(r.fen, 0)
              OR coalesce(r.booked_fen, 0) <> coalesce(r.fen, 0)
              OR r.arrived IS FALSE
            THEN '追偿 ' || c.number || ' 未追回 ' || c.open_fen || ' 分，与已抵的 '
                 || coalesce(r.fen, 0) || ' 分不符'
       END AS words
  FROM withdrawals_claim AS c
  JOIN payments_order AS o ON o.id = c.order_id
  LEFT JOIN entry AS booked ON booked.kind = %(twice)s AND booked.act = c.number
  LEFT JOIN recovered AS r ON r.claim_id = c.id
  LEFT JOIN eyes ON eyes.claim_id = c.id
UNION ALL
SELECT s.number AS place,
       CASE WHEN d.id IS NULL
            THEN '来款 ' || s.number || ' 已抵追偿，却不知抵了哪一笔' END AS words
  FROM contributions_suspense AS s
  LEFT JOIN withdrawals_claimdeed AS d ON d.suspense_id = s.id AND d.state = 'done'
 WHERE s.state = 'recovered'
UNION ALL
SELECT 'ZZ' AS place,
       CASE WHEN booked.fen <> still_open.fen
            THEN '重复付款应收 ' || booked.fen || ' 分，未追回的追偿 ' || still_open.fen || ' 分'
       END AS words
  FROM (SELECT coalesce(sum(fen), 0) AS fen FROM entry) AS booked
 CROSS JOIN (
      SELECT coalesce(sum(open_fen), 0) AS fen FROM withdrawals_claim
  ) AS still_open

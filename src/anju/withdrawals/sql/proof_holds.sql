-- What is applied for and not paid yet is held in the ledger, to the fen; what is held belongs
-- to an application or to a court's freeze, and to nothing else.
SELECT w.number AS place,
       CASE WHEN w.state IN ('queued', 'reviewing')
             AND coalesce(h.amount_fen, 0) <> w.amount_fen
            THEN '提取 ' || w.number || ' 申请 ' || w.amount_fen || ' 分，冻结 '
                 || coalesce(h.amount_fen, 0) || ' 分'
            WHEN w.state NOT IN ('queued', 'reviewing') AND h.amount_fen IS NOT NULL
            THEN '提取 ' || w.number || ' 状态 ' || w.state || '，仍冻结 ' || h.amount_fen || ' 分'
       END AS words
  FROM withdrawals_withdrawal AS w
  LEFT JOIN ledger_hold AS h
    ON h.act = w.number || '/' || w.hold_round AND h.released_on IS NULL
UNION ALL
SELECT h.act AS place,
       CASE WHEN w.id IS NULL AND f.id IS NULL
            THEN '冻结额 ' || h.amount_fen || ' 分（' || h.act || '）没有对应的业务' END AS words
  FROM ledger_hold AS h
  LEFT JOIN withdrawals_withdrawal AS w ON h.act = w.number || '/' || w.hold_round
  LEFT JOIN people_freeze AS f ON h.act = f.number || '/freeze'
 WHERE h.released_on IS NULL

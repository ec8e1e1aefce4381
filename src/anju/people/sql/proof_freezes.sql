-- What courts keep in place: each freeze that binds holds its sum on its account and lets no
-- paying account go on as if it were free; one that ended holds nothing. That those who ask and
-- decide are two is a constraint of the table.
SELECT f.number AS place,
       CASE WHEN f.state IN ('frozen', 'ending')
             AND f.amount_fen <> coalesce(h.amount_fen, 0)
            THEN '冻结 ' || f.number || ' 应冻结 ' || f.amount_fen || ' 分，账上冻结 '
                 || coalesce(h.amount_fen, 0) || ' 分'
            WHEN f.state IN ('frozen', 'ending') AND h.account_id <> f.account_id
            THEN '冻结 ' || f.number || ' 冻结在别的账户上'
            WHEN f.state NOT IN ('frozen', 'ending') AND h.amount_fen IS NOT NULL
            THEN '冻结 ' || f.number || ' 状态 ' || f.state || '，账上仍冻结 '
                 || h.amount_fen || ' 分'
            WHEN f.state IN ('frozen', 'ending') AND f.state_before <> '' AND a.state <> '06'
            THEN '冻结 ' || f.number || ' 为整户冻结，账户状态却是 ' || a.state
            WHEN f.state IN ('frozen', 'ending') AND a.state NOT IN ('01', '02', '06')
            THEN '冻结 ' || f.number || ' 仍有效，账户却已销户'
            WHEN f.state IN ('frozen', 'ending', 'ended') AND f.decided_by_id IS NULL
            THEN '冻结 ' || f.number || ' 没有复核人'
       END AS words
  FROM people_freeze AS f
  JOIN people_fundaccount AS a ON a.ledger_id = f.account_id
  LEFT JOIN ledger_hold AS h
    ON h.act = f.number || '/freeze' AND h.released_on IS NULL
UNION ALL
SELECT a.number AS place,
       CASE WHEN NOT EXISTS (
           SELECT 1 FROM people_freeze AS f
            WHERE f.account_id = a.ledger_id AND f.extent = 'whole'
              AND f.state IN ('frozen', 'ending')
       ) THEN '账户 ' || a.number || ' 为冻结状态，却没有生效的整户冻结' END AS words
  FROM people_fundaccount AS a
 WHERE a.state = '06'

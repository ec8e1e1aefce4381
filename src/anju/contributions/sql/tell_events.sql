-- What members read about changes of their accounts, in the words of the halls; a base that went
-- from 1,500.00 to 1,500.00 is no news.
SELECT a.member_id AS recipient,
       CASE e.kind
            WHEN '03' THEN '汇补缴业务开户复核'
            WHEN '04' THEN '汇补缴业务启封复核'
            WHEN '05' THEN '汇补缴业务封存复核'
            WHEN '06' THEN '汇补缴业务个人转移'
            ELSE '汇补缴业务基数调整复核'
       END AS business,
       CASE
            WHEN e.kind = '03' THEN format(
                '尊敬的%%s，%%s已为您开立住房公积金账户，自%%s年%%s月起缴存，月缴存额%%s元。',
                m.name, o.name, e.month / 100, e.month %% 100, to_char(e.monthly_fen::numeric / 100, 'FM999999990.00'))
            WHEN e.kind = '04' THEN format(
                '尊敬的%%s，您的账户已启封，自%%s年%%s月起由%%s缴存，月缴存额%%s元。',
                m.name, e.month / 100, e.month %% 100, o.name, to_char(e.monthly_fen::numeric / 100, 'FM999999990.00'))
            WHEN e.kind = '05' THEN format(
                '尊敬的%%s，您的账户已封存，自%%s年%%s月起不再汇缴。', m.name, e.month / 100, e.month %% 100)
            WHEN e.kind = '06' THEN format(
                '尊敬的%%s，您的账户已转入%%s，自%%s年%%s月起缴存，余额不变。',
                m.name, o.name, e.month / 100, e.month %% 100)
            WHEN e.base_fen <> before.base_fen THEN format(
                '尊敬的%%s缴存人，您的公积金缴存基数已由%%s变更为%%s',
                m.name, to_char(before.base_fen::numeric / 100, 'FM999999990.00'),
                to_char(e.base_fen::numeric / 100, 'FM999999990.00'))
            ELSE format(
                '尊敬的%%s缴存人，您的公积金月缴存额已由%%s变更为%%s',
                m.name, to_char(e.monthly_before_fen::numeric / 100, 'FM999999990.00'),
                to_char(e.monthly_fen::numeric / 100, 'FM999999990.00'))
       END AS text,
       CASE WHEN EXISTS (SELECT 1 FROM contributions_register AS r WHERE r.number = e.source)
            THEN '网厅-单位版' ELSE '柜面'
       END AS channel,
       e.source || '/' || e.id AS source
  FROM people_accountevent AS e
  JOIN people_fundaccount AS a ON a.ledger_id = e.account_id
  JOIN people_member AS m ON m.id = a.member_id
  JOIN people_employer AS o ON o.id = e.employer_id
  LEFT JOIN LATERAL (
      SELECT b.base_fen FROM people_accountevent AS b
       WHERE b.account_id = e.account_id AND b.id < e.id
       ORDER BY b.id DESC LIMIT 1
  ) AS before ON true
 WHERE e.id = ANY(%(events)s::bigint[])
   AND e.kind IN ('03', '04', '05', '06', '10')
   AND (e.kind <> '10' OR e.base_fen <> before.base_fen OR e.monthly_fen <> e.monthly_before_fen)
 ORDER BY e.id

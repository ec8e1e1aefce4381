-- What members read about changes of their accounts, in the words of the halls; a base that
-- went from 1,500.00 to 1,500.00 is no news.
WITH happened AS (
    SELECT e.id, e.kind, e.source, e.base_fen, e.monthly_fen, e.monthly_before_fen,
           a.member_id, '尊敬的' || m.name AS dear, o.name AS employer,
           e.month / 100 || '年' || mod(e.month, 100) || '月' AS since,
           to_char(e.base_fen / 100.0, 'FM999999990.00') AS base,
           to_char(e.monthly_fen / 100.0, 'FM999999990.00') AS monthly,
           (SELECT b.base_fen FROM people_accountevent AS b
             WHERE b.account_id = e.account_id AND b.id < e.id
             ORDER BY b.id DESC LIMIT 1) AS before_fen
      FROM people_accountevent AS e
      JOIN people_fundaccount AS a ON a.ledger_id = e.account_id
      JOIN people_member AS m ON m.id = a.member_id
      JOIN people_employer AS o ON o.id = e.employer_id
     WHERE e.id = ANY(%(events)s::bigint[])
)
SELECT member_id AS recipient,
       CASE kind
            WHEN '03' THEN '汇补缴业务开户复核'
            WHEN '04' THEN '汇补缴业务启封复核'
            WHEN '05' THEN '汇补缴业务封存复核'
            WHEN '06' THEN '汇补缴业务个人转移'
            ELSE '汇补缴业务基数调整复核'
       END AS business,
       CASE
            WHEN kind = '03' THEN dear || '，' || employer || '已为您开立住房公积金账户，自'
                 || since || '起缴存，月缴存额' || monthly || '元。'
            WHEN kind = '04' THEN dear || '，您的账户已启封，自' || since || '起由'
                 || employer || '缴存，月缴存额' || monthly || '元。'
            WHEN kind = '05' THEN dear || '，您的账户已封存，自' || since || '起不再汇缴。'
            WHEN kind = '06' THEN dear || '，您的账户已转入' || employer || '，自'
                 || since || '起缴存，余额不变。'
            WHEN base_fen <> before_fen THEN dear || '缴存人，您的公积金缴存基数已由'
                 || to_char(before_fen / 100.0, 'FM999999990.00') || '变更为' || base
            ELSE dear || '缴存人，您的公积金月缴存额已由'
                 || to_char(monthly_before_fen / 100.0, 'FM999999990.00')
                 || '变更为' || monthly
       END AS text,
       CASE WHEN EXISTS (
                SELECT 1 FROM contributions_register AS r WHERE r.number = happened.source
            )
            THEN '网厅-单位版' ELSE '柜面'
       END AS channel,
       source || '/' || id AS source
  FROM happened
 WHERE kind IN ('03', '04', '05', '06')
    OR kind = '10' AND (base_fen <> before_fen OR monthly_fen <> monthly_before_fen)
 ORDER BY id

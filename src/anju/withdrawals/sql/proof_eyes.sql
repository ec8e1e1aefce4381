-- A payout was begun by one person and approved by two others, or by rule; its case stands
-- where the withdrawal stands (invariant I10).
SELECT w.number AS place,
       CASE WHEN w.state IN ('paying', 'bounced', 'paid', 'given_back')
             AND c.state <> 'approved'
            THEN '提取 ' || w.number || ' 已付款，办件 ' || c.number || ' 却是 ' || c.state
            WHEN w.state = 'reviewing' AND c.state NOT IN ('waiting', 'reviewing', 'returned')
            THEN '提取 ' || w.number || ' 审核中，办件 ' || c.number || ' 却是 ' || c.state
            WHEN w.state = 'refused' AND c.state <> 'refused'
            THEN '提取 ' || w.number || ' 不予办理，办件 ' || c.number || ' 却是 ' || c.state
       END AS words
  FROM withdrawals_withdrawal AS w
  JOIN cases_case AS c ON c.id = w.case_id

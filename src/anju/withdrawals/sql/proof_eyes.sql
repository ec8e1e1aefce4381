-- A payout was begun by one person and approved by two others, or by rule; its case stands
-- where the withdrawal stands (invariant I10). An heir decides nothing about what he gets.
SELECT w.number AS place,
       CASE WHEN w.state IN ('paying', 'bounced', 'paid', 'given_back')
             AND c.state <> 'approved'
            THEN '提取 ' || w.number || ' 已付款，办件 ' || c.number || ' 却是 ' || c.state
            WHEN w.state = 'reviewing' AND c.state NOT IN ('waiting', 'reviewing', 'returned')
            THEN '提取 ' || w.number || ' 审核中，办件 ' || c.number || ' 却是 ' || c.state
            WHEN w.state = 'refused' AND c.state <> 'refused'
            THEN '提取 ' || w.number || ' 不予办理，办件 ' || c.number || ' 却是 ' || c.state
            WHEN EXISTS (
                SELECT 1
                  FROM people_member AS p
                  JOIN cases_hand AS h ON h.person = p.identity_index
                 WHERE p.id = w.payee_id AND h.case_id = c.id AND h.side <> 'applicant'
            )
            THEN '提取 ' || w.number || ' 由领款人自己经办'
       END AS words
  FROM withdrawals_withdrawal AS w
  JOIN cases_case AS c ON c.id = w.case_id

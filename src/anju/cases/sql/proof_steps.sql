-- Every case stands where its last step has brought it; an approved one was accepted by one
-- person, approved by another, and opened by a third.
WITH last AS (
    SELECT DISTINCT ON (case_id) case_id, kind FROM cases_step ORDER BY case_id ASC, place DESC
),
hands AS (
    SELECT case_id,
           count(DISTINCT person) AS persons,
           count(DISTINCT encode(person, 'hex') || side) AS sides
      FROM cases_step GROUP BY case_id
)
SELECT c.number AS place,
       CASE WHEN last.kind IS NULL THEN '办件 ' || c.number || ' 没有任何环节'
            WHEN c.state <> CASE last.kind
                WHEN 'opened' THEN 'waiting' WHEN 'mended' THEN 'waiting'
                WHEN 'accepted' THEN 'reviewing' ELSE last.kind END
            THEN '办件 ' || c.number || ' 状态 ' || c.state || '，最后环节 ' || last.kind
            WHEN hands.persons <> hands.sides
            THEN '办件 ' || c.number || ' 有人站在两边'
            WHEN c.state = 'approved' AND hands.persons < 3
            THEN '办件 ' || c.number || ' 办结只经 ' || hands.persons || ' 人'
       END AS words
  FROM cases_case AS c
  LEFT JOIN last ON last.case_id = c.id
  LEFT JOIN hands ON hands.case_id = c.id

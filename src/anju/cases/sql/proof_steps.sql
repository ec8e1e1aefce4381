-- Every case stands where its last step has brought it, by a legal path; an approved one was
-- opened, accepted and approved by three persons, or opened by one and approved by rule, and
-- whoever approved a member's case has left the digest of what he saw.
WITH moves AS (
    SELECT case_id,
           kind,
           lag(kind, 1, '') OVER ahead AS before,
           row_number() OVER (PARTITION BY case_id ORDER BY place DESC) AS from_last
      FROM cases_step
     WHERE kind NOT IN ('taken_in', 'suspended', 'resumed')
    WINDOW ahead AS (PARTITION BY case_id ORDER BY place)
),
paths AS (
    SELECT case_id,
           max(kind) FILTER (WHERE from_last = 1) AS last_kind,
           max(before || ' → ' || kind) FILTER (WHERE kind NOT IN (
               SELECT legal.next_kind
                 FROM (VALUES
                       ('', 'opened'), ('opened', 'accepted'), ('opened', 'returned'),
                       ('opened', 'refused'), ('opened', 'withdrawn'), ('opened', 'automatic'),
                       ('mended', 'accepted'), ('mended', 'returned'), ('mended', 'refused'),
                       ('mended', 'withdrawn'), ('mended', 'automatic'),
                       ('accepted', 'approved'), ('accepted', 'returned'),
                       ('accepted', 'refused'), ('accepted', 'withdrawn'),
                       ('returned', 'mended'), ('returned', 'withdrawn')
                      ) AS legal (kind, next_kind)
                WHERE legal.kind = moves.before
           )) AS illegal
      FROM moves GROUP BY case_id
),
hands AS (
    SELECT case_id,
           count(DISTINCT person) AS persons,
           count(DISTINCT encode(person, 'hex') || side) AS sides,
           count(DISTINCT person) FILTER (
               WHERE kind IN ('opened', 'accepted', 'approved')
           ) AS deciding,
           count(*) FILTER (WHERE kind = 'approved' AND seen = '') AS unseen
      FROM cases_step GROUP BY case_id
)
SELECT c.number AS place,
       CASE WHEN paths.last_kind IS NULL THEN '办件 ' || c.number || ' 没有任何环节'
            WHEN c.state <> CASE paths.last_kind
                WHEN 'opened' THEN 'waiting' WHEN 'mended' THEN 'waiting'
                WHEN 'accepted' THEN 'reviewing' WHEN 'automatic' THEN 'approved'
                ELSE paths.last_kind END
            THEN '办件 ' || c.number || ' 状态 ' || c.state || '，最后环节 ' || paths.last_kind
            WHEN paths.illegal IS NOT NULL
            THEN '办件 ' || c.number || ' 环节不合次序：' || paths.illegal
            WHEN hands.persons <> hands.sides
            THEN '办件 ' || c.number || ' 有人站在两边'
            WHEN c.state = 'approved' AND paths.last_kind = 'approved' AND hands.deciding < 3
            THEN '办件 ' || c.number || ' 办结只经 ' || hands.deciding || ' 人'
            WHEN c.member_id IS NOT NULL AND hands.unseen > 0
            THEN '办件 ' || c.number || ' 办结时没有记下所见内容'
       END AS words
  FROM cases_case AS c
  LEFT JOIN paths ON paths.case_id = c.id
  LEFT JOIN hands ON hands.case_id = c.id

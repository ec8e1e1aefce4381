-- An order that was sent and has no outcome will be asked after, unless a person looks at it.
SELECT o.serial AS place,
       CASE WHEN o.look_at IS NULL AND o.frozen_because = ''
            THEN '指令 ' || o.serial || ' 没有结果，也没有下次查询的时间'
       END AS words
  FROM payments_order AS o
 WHERE o.state IN ('sending', 'accepted')

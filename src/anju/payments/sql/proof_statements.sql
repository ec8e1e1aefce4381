-- Opening, lines and closing of each statement add up; days that follow each other connect.
WITH held AS (
    SELECT statement_id, count(*) AS lines, count(order_id) AS matched, max(line_no) AS last_no,
           sum(CASE direction WHEN 'in' THEN amount_fen ELSE -amount_fen END) AS moved_fen
      FROM payments_statementline
     GROUP BY statement_id
)
SELECT (s.account, s.day) AS place,
       CASE WHEN s.lines <> coalesce(held.lines, 0) OR s.lines <> coalesce(held.last_no, 0)
            THEN '对账单 ' || s.account || ' ' || s.day || ' 应有 ' || s.lines || ' 行，存有 '
                 || coalesce(held.lines, 0) || ' 行'
            WHEN s.opening_fen + coalesce(held.moved_fen, 0) <> s.closing_fen
            THEN '对账单 ' || s.account || ' ' || s.day || ' 期初加发生不等于期末'
            WHEN s.matched <> coalesce(held.matched, 0)
            THEN '对账单 ' || s.account || ' ' || s.day || ' 的匹配笔数不对'
            WHEN eve.closing_fen <> s.opening_fen
            THEN '对账单 ' || s.account || ' ' || s.day || ' 的期初不是前一日的期末'
       END AS words
  FROM payments_daystatement AS s
  LEFT JOIN held ON held.statement_id = s.id
  LEFT JOIN payments_daystatement AS eve ON eve.account = s.account AND eve.day = s.day - 1

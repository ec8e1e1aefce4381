-- The day-products are what postings and value dates give; accounts whose interest was settled
-- are left out, for their products began anew.
WITH posted AS (
    SELECT p.account_id,
           max(p.booked_on) AS last_on,
           sum(p.carried_fen * (b.product_on - e.value_on)) AS carried_product,
           sum((p.amount_fen - p.carried_fen) * (b.product_on - e.value_on)) AS current_product,
           bool_or(e.kind = ANY(%(settlements)s::text[])) AS settled
      FROM ledger_posting AS p
      JOIN ledger_balance AS b ON b.account_id = p.account_id
      JOIN ledger_entry AS e ON e.id = p.entry_id
     GROUP BY p.account_id
)
SELECT b.account_id AS place,
       CASE WHEN b.product_on <> posted.last_on
            THEN '账户 ' || b.account_id || ' 积数日 ' || b.product_on || '，最后一笔 '
                 || posted.last_on
            WHEN b.carried_product <> coalesce(posted.carried_product, 0)
              OR b.current_product <> coalesce(posted.current_product, 0)
            THEN '账户 ' || b.account_id || ' 积数 ' || b.carried_product || '+'
                 || b.current_product || '，重算为 ' || coalesce(posted.carried_product, 0)
                 || '+' || coalesce(posted.current_product, 0)
       END AS words
  FROM ledger_balance AS b
  LEFT JOIN posted ON posted.account_id = b.account_id
 WHERE posted.settled IS NOT TRUE

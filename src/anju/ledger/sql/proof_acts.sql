-- A deed is booked once, whatever has become of the index that says so.
SELECT (kind, act) AS place,
       CASE WHEN count(*) > 1
            THEN '业务 ' || act || '（类型 ' || kind || '）入账 ' || count(*) || ' 次'
       END AS words
  FROM ledger_entry
 GROUP BY kind, act

-- What each member of a posted back payment reads: for which months money has come.
SELECT a.member_id AS recipient,
       '汇补缴业务补缴入账' AS business,
       '尊敬的' || m.name || '，您的' || min(s.month) || '至' || max(s.month)
       || '补缴的公积金已到账。' AS text,
       '网厅-单位版' AS channel,
       b.number AS source
  FROM contributions_share AS s
  JOIN contributions_backpayment AS b ON b.id = s.back_payment_id
  JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
  JOIN people_member AS m ON m.id = a.member_id
 WHERE s.back_payment_id = %(deed)s
   AND s.live
 GROUP BY a.member_id, m.name, b.number

-- What each member of a posted remittance reads: from which month to which it has come.
SELECT a.member_id AS recipient,
       '汇补缴业务汇缴入账' AS business,
       '尊敬的' || m.name || '，您的' || min(s.month) || '至' || max(s.month)
       || '汇缴的公积金已到账。' AS text,
       '网厅-单位版' AS channel,
       r.number AS source
  FROM contributions_share AS s
  JOIN contributions_remittance AS r ON r.id = s.remittance_id
  JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
  JOIN people_member AS m ON m.id = a.member_id
 WHERE s.remittance_id = %(deed)s
   AND s.live
 GROUP BY a.member_id, m.name, r.number

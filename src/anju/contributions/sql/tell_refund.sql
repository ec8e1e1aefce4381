-- What each member of a refund or correction reads: which months, how much, and why.
SELECT a.member_id AS recipient,
       CASE f.kind WHEN 'refund' THEN '退缴' ELSE '错缴更正' END AS business,
       '尊敬的' || m.name || '，您的' || min(s.month) || '至' || max(s.month)
       || '缴存的公积金因“' || f.reason || '”由单位'
       || CASE f.kind WHEN 'refund' THEN '退缴' ELSE '更正' END || '，从账户退回'
       || to_char(sum(r.employer_fen + r.own_fen) / 100.0, 'FM999999999990.00')
       || '元。如有疑问，请联系单位经办人或公积金中心。' AS text,
       '网厅-单位版' AS channel,
       f.number AS source
  FROM contributions_refundedshare AS r
  JOIN contributions_refund AS f ON f.id = r.refund_id
  JOIN contributions_share AS s ON s.id = r.share_id
  JOIN people_fundaccount AS a ON a.ledger_id = s.account_id
  JOIN people_member AS m ON m.id = a.member_id
 WHERE r.refund_id = %(deed)s
   AND r.live
 GROUP BY a.member_id, m.name, f.number, f.kind, f.reason

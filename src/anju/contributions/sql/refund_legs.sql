-- What a refund takes back from each member of what one entry had booked, in fen.
SELECT s.account_id, -(r.employer_fen + r.own_fen) AS amount_fen
  FROM contributions_refundedshare AS r
  JOIN contributions_share AS s ON s.id = r.share_id
 WHERE r.refund_id = %(refund)s
   AND r.entry_id = %(original)s
   AND r.live

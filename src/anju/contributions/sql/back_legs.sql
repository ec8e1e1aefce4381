-- What one month of a back payment brings each member, in fen.
SELECT account_id, employer_fen + own_fen AS amount_fen
  FROM contributions_share
 WHERE back_payment_id = %(back_payment)s
   AND month = %(share_month)s
   AND live
   AND employer_fen + own_fen > 0

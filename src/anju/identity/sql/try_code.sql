-- Costs the newest open code under this bond one try, unless somebody has just used it.
UPDATE identity_code
   SET tries_left = tries_left - 1
 WHERE id = (
       SELECT id
         FROM identity_code
        WHERE session = %(session)s
          AND purpose = %(purpose)s
          AND about = %(about)s
          AND amount_fen IS NOT DISTINCT FROM %(amount_fen)s
          AND used_at IS NULL
          AND expires_at > %(now)s
        ORDER BY id DESC
        LIMIT 1
       )
   AND used_at IS NULL
   AND expires_at > %(now)s
   AND tries_left > 0
RETURNING id, digest

-- Lines of a draft that corrected rows take the place of: their own, and the seals of people
-- who were missing only because their rows could not be read.
DELETE FROM contributions_line
 WHERE register_id = %(register)s
   AND (source_row = ANY(%(source_rows)s)
        OR (source_row IS NULL AND kind = 'seal' AND account_id = ANY(%(accounts)s)))

-- The legs of an entry arrive in one statement, so one look at the fresh rows is enough.
CREATE FUNCTION ledger_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    crooked bigint;
BEGIN
    SELECT entry_id INTO crooked
      FROM fresh
     GROUP BY entry_id
    HAVING sum(amount_fen) <> 0
     LIMIT 1;
    IF FOUND THEN
        RAISE check_violation USING
            CONSTRAINT = 'ledger_entry_balances',
            MESSAGE = format('entry %s does not sum to zero', crooked);
    END IF;
    RETURN NULL;
END $$

-- The legs of an entry arrive in one statement, so one look at the fresh rows is enough.
CREATE FUNCTION ledger_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    first_entry bigint;
    last_entry bigint;
    total numeric;
    crooked bigint;
BEGIN
    -- One entry a statement is how the door writes, and needs no grouping.
    SELECT min(entry_id), max(entry_id), sum(amount_fen)
      INTO first_entry, last_entry, total
      FROM fresh;
    IF first_entry = last_entry AND total = 0 THEN
        RETURN NULL;
    END IF;
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

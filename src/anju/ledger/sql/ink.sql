-- What is booked is written in ink, even for the owner of the tables.
CREATE FUNCTION ledger_ink() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RAISE insufficient_privilege USING
        CONSTRAINT = 'ledger_written_in_ink',
        MESSAGE = format('%s is written in ink: reverse the entry instead', TG_TABLE_NAME);
END $$

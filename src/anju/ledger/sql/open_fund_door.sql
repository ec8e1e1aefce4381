-- Finds or opens one of the fund's own accounts (ids under 10,000, no balance row).
CREATE FUNCTION ledger_open_fund(p_subject text, p_number text, p_opened_on date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    v_id bigint;
BEGIN
    SELECT id INTO v_id FROM ledger_account WHERE subject = p_subject AND number = p_number;
    IF v_id IS NULL THEN
        INSERT INTO ledger_account (id, subject, number, opened_on)
        VALUES (nextval('ledger_fund_id'), p_subject, p_number, p_opened_on)
        RETURNING id INTO v_id;
    END IF;
    RETURN v_id;
END $$

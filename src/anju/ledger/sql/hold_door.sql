-- Keeps part of a balance in place, once for each act; the balance row's own law then forbids
-- every posting that would reach into it, whoever makes it.
CREATE FUNCTION ledger_hold_money(
    p_act text, p_account bigint, p_amount bigint, p_placed_on date, p_why text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    v_id bigint;
BEGIN
    INSERT INTO ledger_hold (act, account_id, amount_fen, placed_on, why)
    VALUES (p_act, p_account, p_amount, p_placed_on, p_why)
    RETURNING id INTO v_id;
    UPDATE ledger_balance SET held_fen = held_fen + p_amount WHERE account_id = p_account;
    IF NOT FOUND THEN
        RAISE integrity_constraint_violation USING
            CONSTRAINT = 'ledger_every_leg_lands',
            MESSAGE = format('no account %s to hold money on', p_account);
    END IF;
    RETURN v_id;
END $$

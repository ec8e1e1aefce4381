-- Lets go what an act had held; answers the amount, or nothing when it holds nothing any more.
CREATE FUNCTION ledger_release_money(p_act text, p_released_on date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    v_account bigint;
    v_amount bigint;
BEGIN
    UPDATE ledger_hold SET released_on = p_released_on
     WHERE act = p_act AND released_on IS NULL
    RETURNING account_id, amount_fen INTO v_account, v_amount;
    IF FOUND THEN
        UPDATE ledger_balance SET held_fen = held_fen - v_amount WHERE account_id = v_account;
    END IF;
    RETURN v_amount;
END $$

-- The one door: an entry, and all its legs in one statement.
-- Accounts come sorted and distinct; the nested loop below takes their locks in that order.
CREATE FUNCTION ledger_book(
    p_kind text, p_act text, p_booked_on date, p_value_on date, p_actor text, p_summary text,
    p_month integer, p_branch text, p_channel text, p_reverses bigint,
    p_accounts bigint[], p_amounts bigint[], p_carried bigint[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET enable_hashjoin = off
SET enable_mergejoin = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    v_entry bigint;
    landed bigint;
BEGIN
    INSERT INTO ledger_entry (
        kind, act, booked_on, value_on, actor, summary, month, branch, channel, reverses_id
    ) VALUES (
        p_kind, p_act, p_booked_on, p_value_on, p_actor, p_summary, p_month, p_branch, p_channel,
        p_reverses
    ) RETURNING id INTO v_entry;

    WITH leg AS (
        SELECT * FROM unnest(p_accounts, p_amounts, p_carried)
            AS given (account_id, amount_fen, carried_fen)
    ),
    moved AS (
        -- A credit falls into the current bucket; a debit empties it before the carried one.
        -- An explicit carried part (a reversal) is taken as it is.
        UPDATE ledger_balance AS b
           SET carried_product = b.carried_product
                   + b.carried_fen * (p_booked_on - b.product_on)
                   + coalesce(leg.carried_fen, least(0, b.current_fen + leg.amount_fen))
                     * (p_booked_on - p_value_on),
               current_product = b.current_product
                   + b.current_fen * (p_booked_on - b.product_on)
                   + (leg.amount_fen
                      - coalesce(leg.carried_fen, least(0, b.current_fen + leg.amount_fen)))
                     * (p_booked_on - p_value_on),
               carried_fen = b.carried_fen
                   + coalesce(leg.carried_fen, least(0, b.current_fen + leg.amount_fen)),
               current_fen = b.current_fen + leg.amount_fen
                   - coalesce(leg.carried_fen, least(0, b.current_fen + leg.amount_fen)),
               last_carried_fen =
                   coalesce(leg.carried_fen, least(0, b.current_fen + leg.amount_fen)),
               product_on = p_booked_on,
               version = b.version + 1
          FROM leg
         WHERE b.account_id = leg.account_id AND b.product_on <= p_booked_on
        RETURNING b.account_id, b.version, leg.amount_fen, b.last_carried_fen,
                  b.carried_fen + b.current_fen AS balance_fen
    )
    INSERT INTO ledger_posting (
        account_id, booked_on, seq, entry_id, amount_fen, carried_fen, balance_fen
    )
    SELECT account_id, p_booked_on, version, v_entry, amount_fen, last_carried_fen, balance_fen
      FROM moved
    UNION ALL
    SELECT a.id, p_booked_on, v_entry, v_entry, leg.amount_fen, 0, 0
      FROM leg JOIN ledger_account AS a ON a.id = leg.account_id
     WHERE leg.account_id < 10000;

    GET DIAGNOSTICS landed = ROW_COUNT;
    IF landed <> cardinality(p_accounts) OR landed = 0 THEN
        RAISE integrity_constraint_violation USING
            CONSTRAINT = 'ledger_every_leg_lands',
            MESSAGE = format('%s of %s legs of %s landed', landed, cardinality(p_accounts), p_act);
    END IF;
    RETURN v_entry;
END $$

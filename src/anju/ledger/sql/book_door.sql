-- The one door: an entry, and all its legs in one statement.
-- Accounts come sorted and distinct, the fund's own (ids under 10,000) first. Balances are read
-- through their key, leg by leg or as a range, so that locks are always taken in that order.
CREATE FUNCTION ledger_book(
    p_kind text, p_act text, p_booked_on date, p_value_on date, p_actor text, p_summary text,
    p_month integer, p_branch text, p_channel text, p_reverses bigint,
    p_accounts bigint[], p_amounts bigint[], p_carried bigint[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_seqscan = off
SET enable_bitmapscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_entry bigint;
    landed bigint;
    legs integer := cardinality(p_accounts);
    few boolean := cardinality(p_accounts) <= 100;
    fund integer := 0;
    v_lowest bigint;
    v_highest bigint := p_accounts[cardinality(p_accounts)];
    late integer := p_booked_on - p_value_on;
BEGIN
    INSERT INTO ledger_entry (
        kind, act, booked_on, value_on, actor, summary, month, branch, channel, reverses_id
    ) VALUES (
        p_kind, p_act, p_booked_on, p_value_on, p_actor, p_summary, p_month, p_branch, p_channel,
        p_reverses
    ) RETURNING id INTO v_entry;

    WHILE p_accounts[fund + 1] < 10000 LOOP
        fund := fund + 1;
    END LOOP;
    v_lowest := p_accounts[fund + 1];
    p_carried := coalesce(p_carried, array_fill(0::bigint, ARRAY[legs]));
    -- A handful of legs is not worth a plan of its own; thousands are, for neighbours are then
    -- met in one walk along the key instead of one descent each.
    IF NOT few THEN
        PERFORM set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('enable_mergejoin', 'on', true);
    END IF;

    WITH moved AS (
        -- What is said to belong to the carried bucket goes there. Of the rest a credit falls
        -- into the current bucket, and a debit empties that one before the carried one.
        UPDATE ledger_balance AS b
           SET carried_product = b.carried_product
                   + b.carried_fen * (p_booked_on - b.product_on)
                   + CASE WHEN late = 0 THEN 0 ELSE late * (leg.carried_fen
                         + least(0, b.current_fen + leg.amount_fen - leg.carried_fen)) END,
               current_product = b.current_product
                   + b.current_fen * (p_booked_on - b.product_on)
                   + CASE WHEN late = 0 THEN 0 ELSE late * (leg.amount_fen - leg.carried_fen
                         - least(0, b.current_fen + leg.amount_fen - leg.carried_fen)) END,
               carried_fen = b.carried_fen + leg.carried_fen
                   + least(0, b.current_fen + leg.amount_fen - leg.carried_fen),
               current_fen = greatest(0, b.current_fen + leg.amount_fen - leg.carried_fen),
               product_on = p_booked_on,
               version = b.version + 1
          FROM (
              SELECT unnest(p_accounts) AS account_id, unnest(p_amounts) AS amount_fen,
                     unnest(p_carried) AS carried_fen
          ) AS leg
         WHERE b.account_id = leg.account_id
           AND (few OR b.account_id BETWEEN v_lowest AND v_highest)
           AND b.product_on <= p_booked_on
        RETURNING b.account_id, b.version, leg.amount_fen,
                  new.carried_fen - old.carried_fen AS carried_fen,
                  new.carried_fen + new.current_fen AS balance_fen
    )
    INSERT INTO ledger_posting (
        account_id, booked_on, seq, entry_id, amount_fen, carried_fen, balance_fen
    )
    SELECT account_id, p_booked_on, version, v_entry, amount_fen, carried_fen, balance_fen
      FROM moved
    UNION ALL
    SELECT a.id, p_booked_on, v_entry, v_entry, leg.amount_fen, 0, 0
      FROM unnest(p_accounts[:fund], p_amounts[:fund]) AS leg (account_id, amount_fen)
      JOIN ledger_account AS a ON a.id = leg.account_id;

    GET DIAGNOSTICS landed = ROW_COUNT;
    IF landed <> legs OR landed = 0 THEN
        RAISE integrity_constraint_violation USING
            CONSTRAINT = 'ledger_every_leg_lands',
            MESSAGE = format('%s of %s legs of %s landed', landed, legs, p_act);
    END IF;
    RETURN v_entry;
END $$

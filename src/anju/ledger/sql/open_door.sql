-- Opens accounts that keep a balance; ids come in blocks of 1,024 per neighbourhood (an
-- employer), because neighbours posted together then lie on the same pages.
CREATE FUNCTION ledger_open(
    p_subject text, p_numbers text[], p_near text, p_opened_on date
) RETURNS TABLE (number text, id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    v_next bigint;
    v_until bigint;
    ids bigint[] := '{}';
    need integer := cardinality(p_numbers);
BEGIN
    INSERT INTO ledger_block (near, next_id, until_id) VALUES (p_near, 0, 0)
        ON CONFLICT (near) DO NOTHING;
    SELECT next_id, until_id INTO v_next, v_until
      FROM ledger_block WHERE near = p_near FOR NO KEY UPDATE;
    WHILE cardinality(ids) < need LOOP
        IF v_next >= v_until THEN
            v_next := nextval('ledger_block_start') * 1024;
            v_until := v_next + 1024;
        END IF;
        ids := ids || ARRAY(
            SELECT generate_series(
                v_next, least(v_until, v_next + need - cardinality(ids)) - 1
            )
        );
        v_next := ids[cardinality(ids)] + 1;
    END LOOP;
    UPDATE ledger_block SET next_id = v_next, until_id = v_until WHERE near = p_near;
    RETURN QUERY
    WITH opened AS (
        INSERT INTO ledger_account (id, subject, number, opened_on)
        SELECT given.id, p_subject, given.number, p_opened_on
          FROM unnest(ids, p_numbers) AS given (id, number)
        RETURNING ledger_account.number::text AS number, ledger_account.id
    ),
    kept AS (
        INSERT INTO ledger_balance (
            account_id, carried_fen, current_fen, carried_product, current_product, product_on,
            version
        )
        SELECT opened.id, 0, 0, 0, 0, p_opened_on, 0 FROM opened
    )
    SELECT opened.number, opened.id FROM opened;
END $$

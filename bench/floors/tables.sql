-- The floor's tables: the shape of the product's, with its layout and without its guards.
CREATE SCHEMA floor;

CREATE TABLE floor.balance (LIKE xinyang.ledger_balance INCLUDING DEFAULTS) WITH (fillfactor = 50);
INSERT INTO floor.balance SELECT * FROM xinyang.ledger_balance ORDER BY account_id;
ALTER TABLE floor.balance ADD PRIMARY KEY (account_id);

CREATE TABLE floor.posting (
    account_id bigint NOT NULL,
    booked_on date NOT NULL,
    seq bigint NOT NULL,
    entry_id bigint NOT NULL,
    amount_fen bigint NOT NULL,
    carried_fen bigint NOT NULL,
    balance_fen bigint NOT NULL,
    PRIMARY KEY (account_id, booked_on, seq)
) PARTITION BY RANGE (booked_on);

DO $$
BEGIN
    FOR year IN 2020..2035 LOOP
        EXECUTE format(
            'CREATE TABLE floor.posting_%s PARTITION OF floor.posting FOR VALUES FROM (%L) TO (%L)',
            year, year || '-01-01', (year + 1) || '-01-01'
        );
    END LOOP;
END $$;
INSERT INTO floor.posting SELECT * FROM xinyang.ledger_posting ORDER BY entry_id, account_id;

CREATE TABLE floor.share (LIKE xinyang.contributions_share INCLUDING ALL);
INSERT INTO floor.share SELECT * FROM xinyang.contributions_share ORDER BY id;

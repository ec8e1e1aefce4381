-- Postings by year of the business day; one key, in the order in which a statement is read.
CREATE TABLE ledger_posting (
    account_id bigint NOT NULL,
    booked_on date NOT NULL,
    seq bigint NOT NULL,
    entry_id bigint NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
    carried_fen bigint NOT NULL,
    balance_fen bigint NOT NULL,
    PRIMARY KEY (account_id, booked_on, seq)
) PARTITION BY RANGE (booked_on)

-- The bank's own books. What has moved is written in ink; the triggers at the end see to it.
CREATE TABLE IF NOT EXISTS account (
    number      TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    bank        TEXT NOT NULL DEFAULT '',
    internal    INTEGER NOT NULL DEFAULT 0,
    status      TEXT NOT NULL DEFAULT 'normal',
    business_on TEXT,
    balance_fen INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT never_overdrawn CHECK (internal = 1 OR balance_fen >= 0)
) STRICT;

CREATE TABLE IF NOT EXISTS movement (
    id           INTEGER PRIMARY KEY,
    bank_serial  TEXT NOT NULL UNIQUE,
    serial       TEXT,
    kind         TEXT NOT NULL,
    value_on     TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    from_account TEXT NOT NULL,
    from_name    TEXT NOT NULL,
    to_account   TEXT NOT NULL,
    to_name      TEXT NOT NULL,
    remark       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS moved_once ON movement (serial, kind) WHERE serial IS NOT NULL;

CREATE TABLE IF NOT EXISTS posting (
    movement_id INTEGER NOT NULL REFERENCES movement (id),
    account     TEXT NOT NULL REFERENCES account (number),
    value_on    TEXT NOT NULL,
    amount_fen  INTEGER NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (account, value_on, movement_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS instruction (
    serial        TEXT PRIMARY KEY,
    bank_serial   TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    amount_fen    INTEGER NOT NULL,
    payer_account TEXT NOT NULL,
    payer_name    TEXT NOT NULL,
    payee_account TEXT NOT NULL,
    payee_name    TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    remark        TEXT NOT NULL,
    callback_url  TEXT NOT NULL,
    fingerprint   TEXT NOT NULL,
    state         TEXT NOT NULL DEFAULT 'accepted',
    reason        TEXT NOT NULL DEFAULT '',
    value_on      TEXT,
    plan          TEXT NOT NULL DEFAULT '{}',
    received_at   TEXT NOT NULL,
    due_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS instruction_due ON instruction (due_ms) WHERE state = 'accepted';
CREATE INDEX IF NOT EXISTS instruction_latest ON instruction (received_at);

CREATE TABLE IF NOT EXISTS delivery (
    id         INTEGER PRIMARY KEY,
    serial     TEXT NOT NULL,
    url        TEXT NOT NULL,
    body       TEXT NOT NULL,
    forged     INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL DEFAULT 'waiting',
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_ms     INTEGER NOT NULL,
    last_reply TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_ms) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS delivery_of ON delivery (serial);

CREATE TABLE IF NOT EXISTS message (
    id      INTEGER PRIMARY KEY,
    phone   TEXT NOT NULL,
    text    TEXT NOT NULL,
    sent_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO setting VALUES ('next_serial', '1');

INSERT OR IGNORE INTO account (number, name, bank, internal)
VALUES ('CLEARING', '跨行清算', '', 1), ('OPENING', '开户存入', '', 1);

CREATE TRIGGER IF NOT EXISTS movement_in_ink_u BEFORE UPDATE ON movement
BEGIN SELECT raise(ABORT, 'movements are written in ink'); END;
CREATE TRIGGER IF NOT EXISTS movement_in_ink_d BEFORE DELETE ON movement
BEGIN SELECT raise(ABORT, 'movements are written in ink'); END;
CREATE TRIGGER IF NOT EXISTS posting_in_ink_u BEFORE UPDATE ON posting
BEGIN SELECT raise(ABORT, 'postings are written in ink'); END;
CREATE TRIGGER IF NOT EXISTS posting_in_ink_d BEFORE DELETE ON posting
BEGIN SELECT raise(ABORT, 'postings are written in ink'); END;

-- What the certificate authority has issued; a U-Key's private key is kept under its PIN.
CREATE TABLE IF NOT EXISTS certificate (
    serial      TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    company     TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    agent       TEXT NOT NULL,
    pem         TEXT NOT NULL,
    locked_key  TEXT NOT NULL,
    wrong_pins  INTEGER NOT NULL DEFAULT 0,
    issued_at   TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    revoked_at  TEXT
) STRICT;

-- Uses a proof of work or a waiting ticket up; whoever comes second touches no row.
INSERT INTO identity_spentpuzzle (digest, expires_at)
VALUES (%(digest)s, %(until)s)
    ON CONFLICT (digest) DO NOTHING

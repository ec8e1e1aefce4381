-- Accounts that stand in one of the given states get new terms and a new state, each with the
-- event that says so; locks are taken in the order of their keys.
WITH given AS (
    SELECT *
      FROM unnest(
               %(accounts)s::bigint[], %(bases)s::bigint[], %(employer_rates)s::numeric[],
               %(own_rates)s::numeric[], %(employer_fens)s::bigint[], %(own_fens)s::bigint[]
           ) AS row (ledger_id, base_fen, employer_rate, own_rate, employer_fen, own_fen)
),
was AS (
    SELECT a.ledger_id, a.state, a.employer_id AS former_id,
           a.employer_fen + a.own_fen AS monthly_fen
      FROM people_fundaccount AS a
      JOIN given USING (ledger_id)
     WHERE a.state = ANY(%(from_states)s::text[])
       AND (a.employer_id = %(employer)s) = %(at_home)s
     ORDER BY a.ledger_id
       FOR NO KEY UPDATE OF a
),
changed AS (
    UPDATE people_fundaccount AS a
       SET state = %(state)s,
           employer_id = %(employer)s,
           base_fen = coalesce(g.base_fen, a.base_fen),
           employer_rate = coalesce(g.employer_rate, a.employer_rate),
           own_rate = coalesce(g.own_rate, a.own_rate),
           employer_fen = coalesce(g.employer_fen, a.employer_fen),
           own_fen = coalesce(g.own_fen, a.own_fen),
           first_month = coalesce(%(first_month)s::integer, a.first_month),
           sealed_on = %(sealed_on)s::date
      FROM given AS g
      JOIN was ON was.ledger_id = g.ledger_id
     WHERE a.ledger_id = g.ledger_id
    RETURNING a.ledger_id, a.base_fen, a.employer_fen + a.own_fen AS monthly_fen
)
INSERT INTO people_accountevent (
    account_id, kind, month, happened_on, employer_id, former_id, base_fen, monthly_fen,
    monthly_before_fen, actor, source
)
SELECT c.ledger_id, %(kind)s, %(month)s, %(today)s, %(employer)s,
       CASE WHEN %(at_home)s THEN NULL ELSE was.former_id END, c.base_fen,
       CASE WHEN %(state)s = '01' THEN c.monthly_fen ELSE 0 END,
       CASE WHEN was.state = '01' THEN was.monthly_fen ELSE 0 END,
       %(actor)s, %(source)s
  FROM changed AS c
  JOIN was ON was.ledger_id = c.ledger_id

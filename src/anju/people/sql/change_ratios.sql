-- Every open account of an employer gets the new ratios, both sides computed anew and rounded
-- by the center's mode, each with its event; locks are taken in the order of their keys.
WITH was AS (
    SELECT ledger_id, state, employer_fen + own_fen AS monthly_fen,
           base_fen * %(employer_rate)s::numeric / %(unit)s AS employer_units,
           base_fen * %(own_rate)s::numeric / %(unit)s AS own_units
      FROM people_fundaccount
     WHERE employer_id = %(employer)s AND state IN ('01', '06')
     ORDER BY ledger_id
       FOR NO KEY UPDATE
),
changed AS (
    UPDATE people_fundaccount AS a
       SET employer_rate = %(employer_rate)s,
           own_rate = %(own_rate)s,
           employer_fen = %(unit)s * CASE %(way)s
               WHEN 0 THEN trunc(was.employer_units)
               WHEN 1 THEN ceil(was.employer_units)
               ELSE round(was.employer_units) END,
           own_fen = %(unit)s * CASE %(way)s
               WHEN 0 THEN trunc(was.own_units)
               WHEN 1 THEN ceil(was.own_units)
               ELSE round(was.own_units) END
      FROM was
     WHERE a.ledger_id = was.ledger_id
    RETURNING a.ledger_id, a.base_fen, a.employer_fen + a.own_fen AS monthly_fen
),
told AS (
    INSERT INTO people_accountevent (
        account_id, kind, month, happened_on, employer_id, base_fen, monthly_fen,
        monthly_before_fen, actor, source
    )
    SELECT c.ledger_id, %(kind)s, %(month)s, %(today)s, %(employer)s, c.base_fen,
           CASE WHEN was.state = '01' THEN c.monthly_fen ELSE 0 END,
           CASE WHEN was.state = '01' THEN was.monthly_fen ELSE 0 END,
           %(actor)s, %(source)s
      FROM changed AS c
      JOIN was ON was.ledger_id = c.ledger_id
    RETURNING monthly_fen, monthly_before_fen
)
SELECT count(*) FILTER (WHERE monthly_before_fen > 0 OR monthly_fen > 0) AS heads,
       coalesce(sum(monthly_before_fen), 0)::bigint AS monthly_before_fen,
       coalesce(sum(monthly_fen), 0)::bigint AS monthly_fen
  FROM told

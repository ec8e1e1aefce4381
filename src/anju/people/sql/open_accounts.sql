-- Fund accounts for members already admitted, each with the event that opened it; in the order
-- of the members, so that two employers with the same people wait and never cross.
WITH given AS (
    SELECT *
      FROM unnest(
               %(identity_indexes)s::bytea[], %(numbers)s::text[], %(ledger_ids)s::bigint[],
               %(bases)s::bigint[], %(employer_rates)s::numeric[], %(own_rates)s::numeric[],
               %(employer_fens)s::bigint[], %(own_fens)s::bigint[]
           ) AS row (identity_index, number, ledger_id, base_fen, employer_rate, own_rate,
                     employer_fen, own_fen)
),
opened AS (
    INSERT INTO people_fundaccount (
        ledger_id, number, member_id, employer_id, state, base_fen, employer_rate, own_rate,
        employer_fen, own_fen, first_month, opened_on
    )
    SELECT g.ledger_id, g.number, m.id, %(employer)s, '01', g.base_fen, g.employer_rate,
           g.own_rate, g.employer_fen, g.own_fen, %(month)s, %(today)s
      FROM given AS g
      JOIN people_member AS m
        ON m.identity_index = g.identity_index AND m.identity_type = '01'
     ORDER BY m.id
    RETURNING ledger_id, base_fen, employer_fen + own_fen AS monthly_fen
)
INSERT INTO people_accountevent (
    account_id, kind, month, happened_on, employer_id, base_fen, monthly_fen,
    monthly_before_fen, actor, source
)
SELECT ledger_id, '03', %(month)s, %(today)s, %(employer)s, base_fen, monthly_fen, 0,
       %(actor)s, %(source)s
  FROM opened

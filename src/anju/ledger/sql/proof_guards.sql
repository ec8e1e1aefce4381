-- The triggers, constraints and doors that keep the books are there and switched on.
WITH guard (name, stands) AS (
    SELECT wanted.name,
           EXISTS (
               SELECT 1 FROM pg_trigger AS t
                WHERE t.tgrelid = wanted.place::regclass
                  AND t.tgname = wanted.name AND t.tgenabled = 'O'
           )
      FROM (VALUES ('ledger_guard', 'ledger_posting'),
                   ('ledger_posting_ink', 'ledger_posting'),
                   ('ledger_entry_ink', 'ledger_entry')) AS wanted (name, place)
    UNION ALL
    SELECT wanted.name,
           EXISTS (
               SELECT 1 FROM pg_constraint AS c
                WHERE c.conname = wanted.name AND c.convalidated
                  AND c.connamespace = current_schema()::regnamespace
           )
      FROM (VALUES ('ledger_act_once'), ('ledger_account_number_once'),
                   ('ledger_carried_not_negative'), ('ledger_current_not_negative'),
                   ('ledger_posting_pkey'), ('ledger_chunk_once')) AS wanted (name)
    UNION ALL
    SELECT wanted.name,
           EXISTS (
               SELECT 1
                 FROM pg_proc AS f
                CROSS JOIN LATERAL unnest(f.proconfig) AS setting
                WHERE f.pronamespace = current_schema()::regnamespace
                  AND f.proname = wanted.name AND f.prosecdef
                  AND starts_with(setting, 'search_path=')
                  AND right(setting, 7) = 'pg_temp'
           )
      FROM (VALUES ('ledger_book'), ('ledger_open'), ('ledger_open_fund')) AS wanted (name)
)
SELECT name AS place,
       CASE WHEN NOT stands THEN name || ' 缺失、被停用或被改动' END AS words
  FROM guard

-- An end of the statement: how many lines it finds, and what came in and went out, in fen.
SELECT count(*) AS lines,
       coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0)::bigint AS in_fen,
       coalesce(-sum(amount_fen) FILTER (WHERE amount_fen < 0), 0)::bigint AS out_fen
  FROM listed

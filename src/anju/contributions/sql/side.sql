-- One side's monthly amount in fen: base × rate, rounded by the center's mode (0–8 as in
-- ground.money.Rounding), so that a roster of any length is computed where it lies.
CREATE FUNCTION contributions_side(base_fen bigint, rate numeric, mode integer) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE mode
        WHEN 0 THEN trunc(base_fen * rate)
        WHEN 1 THEN ceil(base_fen * rate / 10) * 10
        WHEN 2 THEN trunc(base_fen * rate / 10) * 10
        WHEN 3 THEN ceil(base_fen * rate / 100) * 100
        WHEN 4 THEN trunc(base_fen * rate / 100) * 100
        WHEN 5 THEN ceil(base_fen * rate)
        WHEN 6 THEN round(base_fen * rate)
        WHEN 7 THEN round(base_fen * rate / 10) * 10
        WHEN 8 THEN round(base_fen * rate / 100) * 100
    END::bigint
$$

-- Members we do not know yet; one we know keeps his name and mobile as they are.
INSERT INTO people_member (
    name, name_pinyin, identity_type, identity_number, sex, born_on, mobile
)
SELECT DISTINCT ON (identity_number)
       name, name_pinyin, '01', identity_number, sex, born_on, mobile
  FROM unnest(
           %(names)s::text[], %(pinyins)s::text[], %(identity_numbers)s::text[],
           %(sexes)s::text[], %(births)s::date[], %(mobiles)s::text[]
       ) AS given (name, name_pinyin, identity_number, sex, born_on, mobile)
ON CONFLICT (identity_number, identity_type) DO NOTHING

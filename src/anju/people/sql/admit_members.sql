-- Members we do not know yet; one we know keeps his name and mobile as they are. Numbers come
-- sealed, and who is known is asked by index.
INSERT INTO people_member (
    name, name_pinyin, identity_type, identity_number, identity_index, sex, born_on, mobile,
    mobile_index
)
SELECT DISTINCT ON (identity_index)
       name, name_pinyin, '01', identity_number, identity_index, sex, born_on, mobile,
       mobile_index
  FROM unnest(
           %(names)s::text[], %(pinyins)s::text[], %(identity_numbers)s::bytea[],
           %(identity_indexes)s::bytea[], %(sexes)s::text[], %(births)s::date[],
           %(mobiles)s::bytea[], %(mobile_indexes)s::bytea[]
       ) AS given (name, name_pinyin, identity_number, identity_index, sex, born_on, mobile,
                   mobile_index)
ON CONFLICT (identity_index, identity_type) DO NOTHING

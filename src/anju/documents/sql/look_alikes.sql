-- What lies elsewhere and is like this material: the same file, a page that looks alike (at
-- most four of 64 bits differ), the same number on the paper. Elsewhere is another member's
-- material, or an own one that another case holds or has used.
WITH own AS (
    SELECT id, member_id, kind, document_index FROM documents_material WHERE id = %(material)s
),
own_files AS (
    SELECT sha256, given_sha256 FROM documents_materialfile WHERE material_id = %(material)s
),
own_pages AS (
    SELECT f.place AS file_place, p.place, p.looks, p.bands, p.sha256
      FROM documents_materialpage AS p
      JOIN documents_materialfile AS f ON f.id = p.file_id
     WHERE f.material_id = %(material)s
),
same AS (
    SELECT f.material_id, 'same_file' AS what, min(f.name) AS place, 0 AS apart
      FROM documents_materialfile AS f
      JOIN own_files AS o ON o.sha256 = f.sha256 OR o.given_sha256 = f.given_sha256
     WHERE f.material_id <> %(material)s
     GROUP BY f.material_id
),
near AS (
    SELECT f.material_id, 'near_page' AS what,
           min(o.file_place || '-' || o.place) AS place,
           min(bit_count(((o.looks | p.looks) - (o.looks & p.looks))::bit(64)))::int AS apart
      FROM own_pages AS o
      JOIN documents_materialpage AS p ON p.bands && o.bands
      JOIN documents_materialfile AS f ON f.id = p.file_id
     WHERE f.material_id <> %(material)s
       AND bit_count(((o.looks | p.looks) - (o.looks & p.looks))::bit(64)) <= %(near)s
       AND f.material_id NOT IN (SELECT material_id FROM same)
     GROUP BY f.material_id
),
numbered AS (
    SELECT m.id, 'same_number' AS what, '' AS place, 0 AS apart
      FROM own
      JOIN documents_material AS m
           ON m.document_index = own.document_index AND m.kind = own.kind AND m.id <> own.id
),
found AS (
    SELECT * FROM same
    UNION ALL
    SELECT * FROM near
    UNION ALL
    SELECT * FROM numbered
),
used AS (
    SELECT material_id, array_agg(by ORDER BY id) AS cases
      FROM documents_materialuse
     WHERE state IN ('held', 'used') AND material_id IN (SELECT material_id FROM found)
     GROUP BY material_id
)
SELECT found.what, found.place, found.apart, m.id AS material, m.number, m.kind, m.state,
       m.member_id AS member, m.member_id = own.member_id AS own_one,
       coalesce(used.cases, '{}') AS cases
  FROM found
 CROSS JOIN own
  JOIN documents_material AS m ON m.id = found.material_id
  LEFT JOIN used ON used.material_id = m.id
 WHERE m.member_id <> own.member_id OR used.cases IS NOT NULL
 ORDER BY array_position(ARRAY['same_file', 'same_number', 'near_page'], found.what),
          found.apart, m.id
 LIMIT %(most)s

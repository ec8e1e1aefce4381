-- Every material stands where its files and uses have brought it, and keeps within its limits.
WITH filed AS (
    SELECT material_id, count(*) AS files, sum(bytes) AS bytes
      FROM documents_materialfile GROUP BY material_id
),
paged AS (
    SELECT f.material_id, count(*) FILTER (WHERE NOT EXISTS (
               SELECT FROM documents_materialpage AS p WHERE p.file_id = f.id
           )) AS pageless
      FROM documents_materialfile AS f GROUP BY f.material_id
),
used AS (
    SELECT material_id,
           count(*) FILTER (WHERE sole AND state = 'used') AS used_up,
           count(*) FILTER (WHERE sole AND state IN ('held', 'used')) AS serving
      FROM documents_materialuse GROUP BY material_id
)
SELECT m.number AS place,
       CASE WHEN m.state IN ('ready', 'used') AND filed.files IS NULL
            THEN '材料 ' || m.number || ' 标为可使用，却没有文件'
            WHEN filed.files > 20 OR filed.bytes > 62914560
            THEN '材料 ' || m.number || ' 有 ' || filed.files || ' 个文件、'
                 || filed.bytes || ' 字节，超过限额'
            WHEN paged.pageless > 0
            THEN '材料 ' || m.number || ' 有 ' || paged.pageless || ' 个文件没有页面'
            WHEN used.serving > 1
            THEN '材料 ' || m.number || ' 只能用一次，却用于 ' || used.serving || ' 个办件'
            WHEN (m.state = 'used') <> (coalesce(used.used_up, 0) = 1) AND m.state <> 'ended'
            THEN '材料 ' || m.number || ' 的状态与使用记录不符'
       END AS words
  FROM documents_material AS m
  LEFT JOIN filed ON filed.material_id = m.id
  LEFT JOIN paged ON paged.material_id = m.id
  LEFT JOIN used ON used.material_id = m.id

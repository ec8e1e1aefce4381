"""Lists as every door shows them: conditions, columns, sums, pages, workbooks."""

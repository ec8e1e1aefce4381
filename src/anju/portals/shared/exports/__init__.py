"""Long lists as workbooks: asked for on a list's page, written by a job, fetched when done."""

"""Long lists written as workbooks by a job, kept for a few days for whoever asked."""

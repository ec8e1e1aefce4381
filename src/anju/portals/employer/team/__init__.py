"""The pages about those who act for an employer, and what they propose."""

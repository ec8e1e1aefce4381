"""Materials (材料): what a person shows to prove something, cleaned, kept, and shown again."""

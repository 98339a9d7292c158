"""Files handed in: examined, kept, found again."""

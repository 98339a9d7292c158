"""Rosters: sheets of people and of cases, read row by row into records, and shown again."""

"""Intake: what is entered of a case, checked, and made into records."""

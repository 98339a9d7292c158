"""A case from intake to closing, step by step."""

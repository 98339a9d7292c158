"""The words of clauses."""

"""The file of a case: bound, complete, archived."""

"""The file of a case is put in order, bound and closed."""

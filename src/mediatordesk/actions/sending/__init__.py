"""A desk and its centre."""

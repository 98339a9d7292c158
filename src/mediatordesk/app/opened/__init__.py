"""Answers of an opened desk to what the places ask; every call runs in the database thread."""

"""Lists of entries: a time, a word on a tint, a line and what belongs to it."""

"""The place for a pack's fields on the page of a case."""

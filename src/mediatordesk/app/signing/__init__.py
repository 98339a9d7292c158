"""The place for signing on the page of a case."""

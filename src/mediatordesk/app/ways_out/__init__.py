"""The place for the ways out of agreements on the page of a case."""

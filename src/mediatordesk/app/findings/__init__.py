"""The place for agreements on the page of a case: clauses with what the checks find in them."""

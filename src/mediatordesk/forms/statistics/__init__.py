"""Statistics: what belongs to the figures of a pack, and the reports that show them."""

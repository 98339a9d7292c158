"""What may stand in a pack."""

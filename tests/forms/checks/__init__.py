"""What a pack says about a case."""

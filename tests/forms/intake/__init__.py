"""What is entered of a case."""

"""Excel and CSV files."""

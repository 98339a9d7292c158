"""Excel and CSV files: read with suspicion as the text they show, and written to be opened."""

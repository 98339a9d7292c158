"""The screen for imports from Excel: choose, look, mend, import."""

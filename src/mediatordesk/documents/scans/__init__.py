"""Scans of printed pages: which pages they are, and how they are set upright."""

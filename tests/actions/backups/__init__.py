"""Copies of a desk, tried, and opened again."""

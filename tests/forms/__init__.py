"""Packs, and what they say of a case."""

"""Packs, read and checked."""

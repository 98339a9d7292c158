"""Packs: read from their folders, put together with what they extend, and checked before use."""

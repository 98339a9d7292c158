"""The one expression language of packs, and the shapes of what it may name."""

"""The faces papers are set in."""

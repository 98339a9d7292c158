"""The place for the figures of a period."""

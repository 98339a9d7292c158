"""The screen for backups: how they stand, making one, checking one, and restoring."""

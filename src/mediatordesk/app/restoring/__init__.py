"""Making a desk from a backup, in a new folder; the old desk is never touched."""

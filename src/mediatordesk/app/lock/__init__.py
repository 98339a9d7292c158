"""The way in and out: who opens the desk, and what stands there while it is locked."""

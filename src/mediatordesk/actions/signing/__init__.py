"""Papers are signed and handed over."""

"""Papers are signed, scanned and sealed."""

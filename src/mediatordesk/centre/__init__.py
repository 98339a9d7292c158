"""What the centre does: receives bundles, keeps the register, reports."""

"""What travels: bundles, what is in each kind of them, and the parts of files."""

"""Scans read back, and the scanners that spoil them."""

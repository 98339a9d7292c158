"""Packets are handed over, received, and answered."""

"""Signing a paper: who is asked, who may, and the seal that closes it."""

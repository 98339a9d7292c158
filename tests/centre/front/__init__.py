"""Tests of the front of a centre, which is a real process with TLS."""

"""Tests of the room centre."""

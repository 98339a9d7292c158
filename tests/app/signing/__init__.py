"""Tests of the place for signing."""

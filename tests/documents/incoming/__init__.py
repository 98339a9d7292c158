"""Tests of files that are handed in."""

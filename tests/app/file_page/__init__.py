"""Tests of the place for the file of a case."""

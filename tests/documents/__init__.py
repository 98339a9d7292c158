"""Tests of the document engine."""

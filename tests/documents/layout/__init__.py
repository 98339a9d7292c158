"""Tests of documents/layout."""

"""Tests of documents/fonts."""

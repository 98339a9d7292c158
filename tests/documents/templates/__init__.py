"""Tests of documents/templates."""

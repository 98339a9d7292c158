"""Tests of documents/word."""

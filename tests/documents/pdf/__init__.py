"""Tests of documents/pdf."""

"""Paragraphs and tables become lines and pages, by Word's rules."""

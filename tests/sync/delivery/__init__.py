"""Tests of what leaves a desk and what comes to it."""

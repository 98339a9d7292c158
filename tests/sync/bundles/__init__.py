"""Tests of what travels: bundles and what is in them."""

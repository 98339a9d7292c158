"""Tests of the databases of a centre."""

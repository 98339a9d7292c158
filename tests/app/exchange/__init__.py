"""Tests of the place for the exchange."""

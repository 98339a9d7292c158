"""Tests of who takes part in an exchange."""

"""Tests of the place for handing over."""

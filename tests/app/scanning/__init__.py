"""Tests of the place for scans."""

"""Tests of figures and reports, and the cases they count."""

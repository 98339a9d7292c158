"""Figures of the desk's cases over a period, as reports."""

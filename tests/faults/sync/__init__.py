"""Faults on the way to the centre and to the colleagues, with real desks and a real centre."""

"""A person across cases: known, joined, shown, erased."""

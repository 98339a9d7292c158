"""The facts of a case: everything that the expressions of packs may look at, as plain values."""

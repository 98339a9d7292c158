"""Papers of a case: their values, their making, their editions."""

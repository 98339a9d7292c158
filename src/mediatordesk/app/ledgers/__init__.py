"""The places for what an office enters month by month: rounds and subsidies."""

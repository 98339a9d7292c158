"""Journeys: what a mediator, a court and a thief do with a desk on which cases were worked."""

"""A clerk's own Word files, taken over as templates."""

"""The place for what the office lays down itself."""

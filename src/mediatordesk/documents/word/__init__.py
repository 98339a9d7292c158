"""A Word file as data: its parts opened with suspicion, its formats resolved."""

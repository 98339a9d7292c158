"""What an opened desk answers."""

"""What may stand in a pack and in an intake file: frozen models, validated as they are read."""

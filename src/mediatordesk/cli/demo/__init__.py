"""The main job on the scenarios, start to end, with throw-away keys."""

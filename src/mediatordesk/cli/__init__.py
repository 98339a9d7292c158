"""The command line: the same actions, typed."""

"""The screen for those who share this desk: who they are, how they come in, when it locks."""

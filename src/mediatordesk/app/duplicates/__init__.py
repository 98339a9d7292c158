"""The screen for people who may be entered twice: joined by a word, parted by a word."""

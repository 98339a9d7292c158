"""Small parts that several places use: cards, notices, choices, days, questions."""

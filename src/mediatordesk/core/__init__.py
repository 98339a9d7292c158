"""Cases, parties, agreements, deadlines, money, changes and their merge: pure rules."""

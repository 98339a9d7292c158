"""Who takes part: requests and grants, slips of paper, words to compare, a centre's front."""

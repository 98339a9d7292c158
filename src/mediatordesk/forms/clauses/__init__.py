"""The words of clauses: amounts, rates and interest, and patterns of what is unlawful."""

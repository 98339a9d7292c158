"""How the window looks: theme, type sizes, colours, and what of it is remembered."""

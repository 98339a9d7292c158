"""The screen for the forms of papers: which are in force, and how a clerk changes one."""

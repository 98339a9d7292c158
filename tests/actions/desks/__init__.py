"""A desk on this computer: opened, shared by its operators, kept from being set back."""

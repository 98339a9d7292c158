"""Sending: mailboxes, visits, and the exchange by itself."""

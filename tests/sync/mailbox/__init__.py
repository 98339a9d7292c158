"""Tests of the mailboxes."""

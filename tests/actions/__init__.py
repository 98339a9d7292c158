"""Tests of what a mediator does."""

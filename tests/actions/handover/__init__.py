"""Tests of handing over: packets, receipts, answers."""

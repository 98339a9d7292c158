"""What each place asks of the desk: protocols and plain values, without records or packs."""

"""What leaves a desk and what comes to it, over mailboxes that lose, double and reorder."""

"""Recipients and identities, signing of bytes, passphrase slots, the OS keyring."""

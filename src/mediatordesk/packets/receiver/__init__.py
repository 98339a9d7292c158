"""What lies in a packet for its receiver: stand-alone, never imported by the desk."""

"""Tables from Excel, in and out."""

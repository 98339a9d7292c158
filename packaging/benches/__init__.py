"""What `make bench` measures, one section a file."""

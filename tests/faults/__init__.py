"""Faults with real processes: killed at every write, disks full and damaged, clocks astray."""

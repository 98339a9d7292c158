"""A file damaged for certain: one bit of its last byte is another one than before."""

from pathlib import Path


def damage(path: Path) -> None:
    """Flip a bit of the last byte of a file."""
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

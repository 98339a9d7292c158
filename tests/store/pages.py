"""What a file holds once its pages are opened: also what no table shows any more."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
"""SQLCipher 4: at the end of each page stand its initialisation vector and an HMAC."""
SALT = 16


def plain_pages(path: Path, key: bytes) -> bytes:
    """Return all pages of a SQLCipher file in the clear, those in no table too."""
    data = path.read_bytes()
    pages = (data[at : at + PAGE] for at in range(0, len(data), PAGE))
    return b"".join(_opened(page, key, SALT if not at else 0) for at, page in enumerate(pages))


def _opened(page: bytes, key: bytes, start: int) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()

"""The lists of a BagIt bag (RFC 8493): manifests and bag-info, in one canonical form."""

import hashlib
import re
from collections.abc import Iterable, Mapping

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
PAYLOAD = "data/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # RFC 8493, 2.1.1
LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r]+)\n")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_manifest(files: Mapping[str, bytes]) -> bytes:
    """List files with their SHA-256: sorted, lower case, two spaces, as `sha256sum -c` reads it."""
    names = sorted(files, key=str.encode)
    return "".join(f"{sha256(files[name])}  {name}\n" for name in names).encode()


def read_manifest(data: bytes) -> dict[str, str] | None:
    """Return name → SHA-256 of a canonical manifest, or None if it is written in any other way.

    bagit takes hex in either case and lines in any order; a manifest that may be written in
    several ways can be changed unseen.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    pairs = {match[2]: match[1] for match in LINE.finditer(text)}
    canonical = "".join(f"{pairs[name]}  {name}\n" for name in sorted(pairs, key=str.encode))
    return pairs if canonical == text else None


def write_info(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Write bag-info.txt (RFC 8493, 2.2.2): one line a label, whatever line breaks a value had."""
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in pairs if value.strip())
    return "".join(lines).encode()


def read_info(data: bytes) -> dict[str, str]:
    """Return the labels and values of bag-info.txt; what is no such line is left out."""
    lines = data.decode(errors="replace").splitlines()
    return {label: value for label, mark, value in (line.partition(": ") for line in lines) if mark}


def payload_oxum(files: Mapping[str, bytes]) -> str:
    """Return octets.files of the payload (RFC 8493, 2.2.2)."""
    return f"{sum(map(len, files.values()))}.{len(files)}"

"""The lists of a BagIt bag (RFC 8493) as a packet writes them: in one canonical form."""

from collections.abc import Iterable, Mapping

from mediatordesk.packets.receiver.verify import sha256


def write_manifest(files: Mapping[str, bytes]) -> bytes:
    """List files with their SHA-256: sorted, lower case, two spaces, as `sha256sum -c` reads it."""
    names = sorted(files, key=str.encode)
    return "".join(f"{sha256(files[name])}  {name}\n" for name in names).encode()


def write_info(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Write bag-info.txt (RFC 8493, 2.2.2): one line a label, whatever line breaks a value had."""
    lines = (f"{label}: {' '.join(value.split())}\n" for label, value in pairs if value.strip())
    return "".join(lines).encode()

"""What may come in place of a packet, and the one kind of finding each must lead to."""

import io
import random
import stat
import zipfile
from collections.abc import Mapping

from mediatordesk.packets.manifests import write_manifest
from mediatordesk.packets.receiver.verify import (
    BAG_INFO,
    MANIFEST,
    MAX_BYTES,
    MAX_ENTRIES,
    PAYLOAD,
    TAG_MANIFEST,
    payload_oxum,
    read_zip,
    zipped,
)

TOP = "司法确认材料_覃𬭎/"
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"


def opened(packet: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP."""
    return read_zip(packet)[0]


def zipped_plainly(entries: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Zip files as any program may."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return target.getvalue()


def zipped_in_gbk(files: Mapping[str, bytes]) -> bytes:
    """Zip files as the Chinese Windows does: names in GBK, and no sign that says so."""
    # As long as the name will be, so that all places stay right.
    places = {name: f"{n:02}".ljust(len(name.encode("gbk")), "~") for n, name in enumerate(files)}
    plain = {places[name]: data for name, data in files.items()}
    archive = zipped_plainly(plain, zipfile.ZIP_DEFLATED)
    for name, place in places.items():
        archive = archive.replace(place.encode(), name.encode("gbk"))
    return archive


def forged(packet: bytes, paper: str, data: bytes) -> bytes:
    """Put another paper in, and compute all hashes and sums anew, as a careful forger would."""
    top = next(iter(opened(packet))).partition("/")[0] + "/"
    files = {name[len(top) :]: content for name, content in opened(packet).items()}
    old = payload_oxum(files).encode()
    files[paper] = data
    files[BAG_INFO] = files[BAG_INFO].replace(old, payload_oxum(files).encode())
    payload = {name: content for name, content in files.items() if name.startswith(PAYLOAD)}
    tags = {name: files[name] for name in files.keys() - payload.keys() - {TAG_MANIFEST}}
    tags[MANIFEST] = write_manifest(payload)
    remade = payload | tags | {TAG_MANIFEST: write_manifest(tags)}
    return zipped({top + name: content for name, content in remade.items()})


def bomb_that_claims(size: int) -> bytes:
    """Make a ZIP of 3 kB that holds 3 MB of zeros and says it holds `size`."""
    honest = zipped_plainly({"bomb": bytes(3_000_000)}, zipfile.ZIP_DEFLATED)
    return honest.replace((3_000_000).to_bytes(4, "little"), size.to_bytes(4, "little"))


def link() -> bytes:
    """Make a ZIP with a symbolic link in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        entry = zipfile.ZipInfo(TOP + "data/link")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return target.getvalue()


def encrypted(packet: bytes) -> bytes:
    """Mark all files of a ZIP as encrypted, in the directory and before each file."""
    marked = bytearray(packet)
    for sign, flags in ((LOCAL, 6), (CENTRAL, 8)):
        place = packet.find(sign)
        while place >= 0:
            marked[place + flags] |= 1
            place = packet.find(sign, place + 4)
    return bytes(marked)


def named_twice() -> bytes:
    """Make a ZIP in which one name stands twice, to the letter."""
    return zipped_plainly({"data/a.pdf": b"1", "data/b.pdf": b"2"}).replace(b"b.pdf", b"a.pdf")


def mutilated(data: bytes, dice: random.Random) -> bytes:
    """Change, drop, double or blank up to four stretches, half of them in the directory."""
    changed = bytearray(data)
    for _time in range(dice.randint(1, 4)):
        first = dice.choice((0, max(0, changed.find(CENTRAL))))
        start = dice.randrange(first, len(changed))
        end = min(len(changed), start + dice.randint(1, 9))
        stretch = changed[start:end]
        noise, blank, full = (
            dice.randbytes(len(stretch)),
            bytes(len(stretch)),
            b"\xff" * len(stretch),
        )
        changed[start:end] = dice.choice((noise, b"", stretch * 2, blank, full))
    return bytes(changed)


def bad_packets(packet: bytes) -> dict[str, tuple[bytes, str]]:
    """Return what each is called → its bytes, and the code of what must be found."""
    files = opened(packet)
    return {
        "nothing": (b"", "unreadable"),
        "a PDF": (b"%PDF-1.7 " * 9, "unreadable"),
        "a beginning": (LOCAL + bytes(40), "unreadable"),
        "only an end": (b"PK\x05\x06" + bytes(18), "no bag"),
        "an encrypted packet": (b"age-encryption.org/v1\n-> X25519 x\n" + packet, "locked"),
        "half": (packet[: len(packet) // 2], "unreadable"),
        "all but the last byte": (packet[:-1], "unreadable"),
        "all but the first byte": (packet[1:], "unreadable"),
        "a directory that lies elsewhere": (packet[:-6] + b"\xff" * 4 + packet[-2:], "unreadable"),
        "zip slip": (zipped_plainly({TOP + "../../x.pdf": b"x"}), "unsafe"),
        "from the root": (zipped_plainly({"/etc/passwd": b"x"}), "unsafe"),
        "another drive": (zipped_plainly({"C:/x.pdf": b"x"}), "unsafe"),
        "backslashes": (zipped_plainly({"a\\..\\..\\x": b"x"}), "unsafe"),
        "a folder outside": (zipped_plainly({"../x/": b""}), "unsafe"),
        "a name that reads backwards": (zipped_plainly({"a\u202efdp.exe": b"x"}), "unsafe"),
        "a link": (link(), "unsafe"),
        "a bomb": (bomb_that_claims(MAX_BYTES + 1), "too large"),
        "a bomb that says a gigabyte": (bomb_that_claims(MAX_BYTES), "changed"),
        "a bomb that lies": (bomb_that_claims(10), "changed"),
        "too many": (zipped_plainly({f"{n}": b"" for n in range(MAX_ENTRIES + 1)}), "too large"),
        "twice": (named_twice(), "twice"),
        "twice on Windows": (zipped_plainly({"data/Ä.pdf": b"1", "data/ä.pdf": b"2"}), "twice"),
        "encrypted": (encrypted(packet), "encrypted"),
        "a photo": (zipped({"photo.jpg": b"x"}), "no bag"),
        "a file outside the folder": (zipped(files | {"autorun.inf": b"x"}), "added"),
        "a namesake outside": (zipped(files | {"verify.py": b"x"}), "added"),
        "a name JavaScript keeps": (zipped(files | {TOP + "__proto__": b"x"}), "added"),
        "another such": (zipped(files | {TOP + "data/constructor": b"x"}), "added"),
        "a second folder": (zipped(files | {"别的/data/x.pdf": b"x"}), "added"),
        "bytes before": (b"x" + packet, "unreadable"),
        "bytes behind": (packet + b"x", "repacked"),
        "two packets": (packet + packet, "unreadable"),
    }

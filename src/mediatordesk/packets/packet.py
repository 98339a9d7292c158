"""A hand-over packet: a case's papers as a BagIt bag (RFC 8493) in one canonical ZIP."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files as package_files

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.packets.manifests import write_info, write_manifest
from mediatordesk.packets.receiver.verify import (
    BAG_INFO,
    BAGIT,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    is_safe_path,
    payload_oxum,
    sha256,
    zipped,
)

FORMAT = "mediatordesk-packet/1"
CASE_FILE = "case.json"
VERIFIERS = ("verify.html", "verify.py")
MAX_NAME_BYTES = 200  # a file name may have 255 on Linux; some are left for "(2)" and the like
FORBIDDEN = '/\\:*?"<>|'  # what Windows or Linux allow in no file name


class UnusableFileName(DeskError):
    """A name that not every system can give a file, or that stands twice. Field: name."""

    happened = N_("The packet was not made: “{name}” cannot be the name of a file in it.")
    kept = N_("The papers are unchanged, and no file was written.")
    to_do = N_('Give the paper another name. The signs / \\ : * ? " < > | are not allowed.')


@dataclass(frozen=True)
class PacketItem:
    """One file to hand over: its name in the packet, its bytes, its title and kind."""

    name: str
    data: bytes
    title: str
    kind: str
    pages: int | None = None


@dataclass(frozen=True)
class Handover:
    """Who hands over what to whom; printed in bag-info.txt and kept in case.json."""

    receiver: str
    organisation: str
    title: str
    number: str  # of the case, as printed on its papers
    made_at: datetime  # with time zone
    folder: str  # the folder that the ZIP unpacks to
    contact: str = ""
    program: str = "MediatorDesk"


@dataclass(frozen=True)
class Packet:
    """A packet before it is zipped: the payload is settled, tag files may still be added.

    What is made from the payload's manifest (a detached signature over it, a verification sheet
    that prints its SHA-256) is such a tag file: it lies beside `data/`, never in it.
    """

    handover: Handover
    payload: Mapping[str, bytes]  # data/… → bytes

    @property
    def manifest(self) -> bytes:
        """Return the payload manifest, exactly as it stands in the packet."""
        return write_manifest(self.payload)

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the payload manifest: the one number that stands for it all."""
        return sha256(self.manifest)

    def zipped(self, tag_files: Mapping[str, bytes] | None = None) -> bytes:
        """Return the packet as ZIP, with these tag files beside the standard ones."""
        tags = {
            BAGIT: DECLARATION,
            BAG_INFO: self._info(),
            MANIFEST: self.manifest,
            **verifiers(),
            **(tag_files or {}),
        }
        files = {**self.payload, **tags, TAG_MANIFEST: write_manifest(tags)}
        return zipped({f"{self.handover.folder}/{name}": files[name] for name in files})

    def _info(self) -> bytes:
        handover = self.handover
        return write_info(
            [
                ("Source-Organization", handover.organisation),
                ("Contact-Phone", handover.contact),
                ("External-Description", handover.title),
                ("External-Identifier", handover.number),
                ("Receiver", handover.receiver),
                ("Bagging-Date", handover.made_at.date().isoformat()),
                ("Bag-Group-Identifier", handover.folder),
                ("Payload-Oxum", payload_oxum(self.payload)),
                ("Bag-Software-Agent", handover.program),
            ]
        )


def assemble(items: Sequence[PacketItem], facts: Mapping[str, object], of: Handover) -> Packet:
    """Put the papers, in this order, and `case.json` into a packet that can be zipped.

    `facts` is what the receiver may copy (docs/formats/packet.md): JSON values only, amounts as
    strings in yuan, days as YYYY-MM-DD. Raises UnusableFileName.
    """
    _check_name(of.folder)
    payload: dict[str, bytes] = {}
    for item in items:
        _check_name(item.name)
        if item.name.casefold() in {name.casefold() for name in (*payload, CASE_FILE)}:
            raise UnusableFileName(name=item.name)
        payload[item.name] = item.data
    payload[CASE_FILE] = _case_file(items, facts, of)
    return Packet(of, {PAYLOAD + name: data for name, data in payload.items()})


def build(items: Sequence[PacketItem], facts: Mapping[str, object], of: Handover) -> bytes:
    """Make the packet and zip it: the same input gives the same bytes. See `assemble`."""
    return assemble(items, facts, of).zipped()


def file_name(position: int, title: str, suffix: str = ".pdf") -> str:
    """Return a plain name such as `01_申请书.pdf`; signs no file name may hold are left out."""
    text = unicodedata.normalize("NFC", " ".join(title.split()))
    plain = "".join(sign for sign in text if sign not in FORBIDDEN and sign.isprintable())
    room = MAX_NAME_BYTES - len(suffix.encode()) - 4
    short = plain.encode()[:room].decode(errors="ignore").strip(" .")
    return f"{position:02}_{short}{suffix}"


def verifiers() -> dict[str, bytes]:
    """Return what a receiver needs to check a packet: a page for any browser, and a script.

    `verify.html` needs no network, `verify.py` nothing but Python's standard library.
    """
    folder = package_files("mediatordesk.packets").joinpath("receiver")
    return {name: folder.joinpath(name).read_bytes() for name in VERIFIERS}


def _check_name(name: str) -> None:
    fit = len(name.encode()) <= MAX_NAME_BYTES and name == name.strip()
    plain = unicodedata.is_normalized("NFC", name) and name.isprintable()
    if not fit or not plain or "/" in name or not is_safe_path(name):
        raise UnusableFileName(name=name)


def _case_file(items: Sequence[PacketItem], facts: Mapping[str, object], of: Handover) -> bytes:
    content = {
        "format": FORMAT,
        "receiver": of.receiver,
        "organisation": of.organisation,
        "title": of.title,
        "number": of.number,
        "made_at": of.made_at.isoformat(),
        "case": dict(facts),
        "files": [_described(item) for item in items],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _described(item: PacketItem) -> dict[str, object]:
    return {
        "name": item.name,
        "title": item.title,
        "kind": item.kind,
        "sha256": sha256(item.data),
        "bytes": len(item.data),
        "pages": item.pages,
    }

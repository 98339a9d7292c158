"""Says of a packet whether it is, to the last bit, what was handed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mediatordesk.core.texts import N_, _
from mediatordesk.packets.archive import NotAPacketArchive, read_archive
from mediatordesk.packets.manifests import (
    BAG_INFO,
    BAGIT,
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    payload_oxum,
    read_info,
    read_manifest,
    sha256,
)

WORDS = {
    "unreadable": N_("The file is no ZIP that can be read, or it is damaged ({name})."),
    "too large": N_("The ZIP claims to hold more than a packet may hold; it was not unpacked."),
    "unsafe": N_("The ZIP holds an unsafe name or a link: {name}. It was not unpacked."),
    "twice": N_("The ZIP holds the name {name} twice. It was not unpacked."),
    "encrypted": N_("The ZIP holds an encrypted file: {name}."),
    "no bag": N_("The ZIP holds no packet: {name} is missing."),
    "not canonical": N_("{name} is not written in the packet's one form."),
    "missing": N_("{name} is missing."),
    "added": N_("{name} was added."),
    "changed": N_("{name} was changed."),
    "repacked": N_("The ZIP itself was changed, or packed again by another program."),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was handed over: its kind (a key of WORDS) and the file."""

    code: str
    file: str

    @property
    def why(self) -> str:
        """Say it in words, with the file's name."""
        return _(WORDS[self.code]).format(name=self.file)


@dataclass(frozen=True)
class PacketReport:
    """The findings; none means every byte is as it was made. `sha256` is the manifest's own.

    Compare `sha256` with the printed verification sheet: a packet made anew is sound in itself,
    but has another number.
    """

    findings: tuple[Finding, ...]
    sha256: str = ""
    info: Mapping[str, str] | None = None
    files: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


def verify(data: bytes) -> PacketReport:
    """Check a packet as it lies on the disk. Never raises, and writes nothing."""
    try:
        archive = read_archive(data)
    except NotAPacketArchive as refusal:
        return PacketReport((Finding(refusal.kind, refusal.name),))
    folder = _folder((*archive.files, *archive.damaged))
    files = {name.removeprefix(folder): content for name, content in archive.files.items()}
    damaged = frozenset(name.removeprefix(folder) for name in archive.damaged)
    findings = [Finding("changed", name) for name in sorted(damaged)]
    findings += _bag_findings(files, damaged, folder)
    if not archive.canonical and not findings:
        findings.append(Finding("repacked", ""))
    manifest = files.get(MANIFEST, b"")
    return PacketReport(
        tuple(dict.fromkeys(findings)),
        sha256(manifest) if manifest else "",
        read_info(files.get(BAG_INFO, b"")),
        tuple(sorted(name for name in files if name.startswith(PAYLOAD))),
    )


def _folder(names: tuple[str, ...]) -> str:
    """Return the one folder that all names begin with, or nothing (RFC 8493, 4)."""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    (top,) = tops if len(tops) == 1 else ("",)
    return f"{top}/" if top and all(name.startswith(f"{top}/") for name in names) else ""


def _bag_findings(
    files: Mapping[str, bytes], damaged: frozenset[str], folder: str
) -> Iterator[Finding]:
    present = files.keys() | damaged
    for name in (BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST):
        if name not in present:
            yield Finding("no bag", name)
    if BAGIT in files and files[BAGIT] != DECLARATION:
        yield Finding("changed", BAGIT)
    tags = {name for name in present if not name.startswith(PAYLOAD)} - {TAG_MANIFEST}
    yield from _compared(files, damaged, MANIFEST, present - tags - {TAG_MANIFEST})
    yield from _compared(files, damaged, TAG_MANIFEST, tags)
    yield from _info_findings(files, damaged, folder)


def _compared(
    files: Mapping[str, bytes], damaged: frozenset[str], manifest: str, present: set[str]
) -> Iterator[Finding]:
    """Compare what is there with what a manifest lists."""
    if manifest not in files:
        return
    listed = read_manifest(files[manifest])
    if listed is None:
        yield Finding("not canonical", manifest)
        return
    for name in sorted(listed.keys() - present):
        yield Finding("missing", name)
    for name in sorted(present - listed.keys()):
        yield Finding("added", name)
    for name in sorted((listed.keys() & present) - damaged):
        if sha256(files[name]) != listed[name]:
            yield Finding("changed", name)


def _info_findings(
    files: Mapping[str, bytes], damaged: frozenset[str], folder: str
) -> Iterator[Finding]:
    """Hold bag-info.txt against the bag: its folder's name and its Payload-Oxum."""
    if BAG_INFO not in files or damaged:
        return
    info = read_info(files[BAG_INFO])
    payload = {name: content for name, content in files.items() if name.startswith(PAYLOAD)}
    if info.get("Payload-Oxum") != payload_oxum(payload):
        yield Finding("changed", BAG_INFO)
    if info.get("Bag-Group-Identifier") != folder.rstrip("/"):
        yield Finding("changed", folder)

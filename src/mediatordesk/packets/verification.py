"""Says of a packet whether it is, to the last bit, what was handed over."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediatordesk.core.texts import N_, _
from mediatordesk.packets.receiver.verify import BAG_INFO, PAYLOAD, judge, read_info

WORDS = {
    "another packet": N_(
        "This is not the packet that was handed over: its number is not the one expected."
    ),
    "no number": N_(
        "The expected number is not complete: it has 64 signs (0-9, a-f); of a part, give at least "
        "the first and the last 8 with … between them."
    ),
    "locked": N_(
        "The packet is encrypted (age): decrypt it with the receiver's key, then check the ZIP."
    ),
    "unreadable": N_("The file is no ZIP that can be read, or it is damaged."),
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

    A packet made anew is sound in itself, but has another number: without the expected one,
    compare `sha256` with the printed verification sheet.
    """

    findings: tuple[Finding, ...]
    sha256: str = ""
    info: Mapping[str, str] | None = None
    files: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


def verify(data: bytes, expected: str = "") -> PacketReport:
    """Check a packet as it lies on the disk, with the judgement that its receiver's verify.py has.

    `expected` is the number printed on the verification sheet, however it is typed: in groups, in
    capitals, or as its first and last signs with … between. Never raises, and writes nothing.
    """
    report = judge(data, expected)
    return PacketReport(
        tuple(Finding(one.code, one.file) for one in report.findings),
        report.number,
        read_info(report.files[BAG_INFO]) if BAG_INFO in report.files else {},
        tuple(sorted(name for name in report.files if name.startswith(PAYLOAD))),
    )

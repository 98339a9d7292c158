"""Checking a packet: is it whole, is it the one this desk handed over, and who signed its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.handovers import Handover
from mediatordesk.core.texts import N_
from mediatordesk.packets import PacketReport, verify
from mediatordesk.packets.receiver.verify import MANIFEST, SIGNATURE, judge
from mediatordesk.signing import SignatureReport, verify_bytes
from mediatordesk.store import NotFound, find_case

AGE = b"age-encryption.org/v1"
"""How a file begins that was encrypted with age."""


class EncryptedPacket(DeskError):
    """A packet that only its receiver can open: it is checked when it is decrypted."""

    happened = N_("The packet is encrypted to its receiver, and cannot be checked as it is.")
    kept = N_("Nothing was changed.")
    to_do = N_("Decrypt it first: age -d -i KEY -o packet.zip packet.zip.age")


@dataclass(frozen=True)
class Checked:
    """What a packet is worth: its findings, the signature on its list, and the hand-over it is."""

    report: PacketReport
    signature: SignatureReport | None = None
    handed: Handover | None = None
    """The hand-over of this desk that it is, byte for byte."""
    trust_asked: bool = False

    @property
    def ok(self) -> bool:
        """Tell whether it is whole, the one expected, and its signature holds if it has one."""
        return self.report.ok and (self.signature is None or self.signature_holds)

    @property
    def signature_holds(self) -> bool:
        """Tell whether the signature is unbroken; where certificates count, also trusted."""
        signed = self.signature
        return signed is not None and (signed.bottom_line if self.trust_asked else signed.intact)


def check_packet(
    data: bytes,
    *,
    expected: str = "",
    trust: Sequence[bytes] = (),
    at: datetime | None = None,
    desk: Desk | None = None,
) -> Checked:
    """Check a packet as it lies on the disk; EncryptedPacket for one that is not decrypted.

    `expected` is the number on its printed sheet. A `desk` that has handed over a packet of the
    same case expects that one, so that one made anew, sound in itself, is found out.
    """
    if data.startswith(AGE):
        raise EncryptedPacket
    report = verify(data, expected)
    handed = _handed_over(desk, report)
    if desk is not None and handed is None and not expected:
        newest = _newest_of_case(desk, report)
        report = verify(data, newest.sha256) if newest else report
    files = judge(data).files
    signature = None
    if MANIFEST in files and SIGNATURE in files:
        signature = verify_bytes(files[MANIFEST], files[SIGNATURE], trust=trust, at=at)
    return Checked(report, signature, handed, bool(trust))


def _handed_over(desk: Desk | None, report: PacketReport) -> Handover | None:
    """Return the hand-over of the desk that bears the packet's number."""
    if desk is None or not report.sha256:
        return None
    condition = "sha256 = ? AND void_reason = ''"
    return next(iter(desk.store.where(Handover, condition, (report.sha256,))), None)


def _newest_of_case(desk: Desk, report: PacketReport) -> Handover | None:
    """Return the newest hand-over of the case that the packet says it is of, if it is here."""
    info = report.info or {}
    names = (info.get("External-Identifier", ""), info.get("Bag-Group-Identifier", ""))
    cases = [case for name in names if (case := _case(desk, name))]
    handed = desk.store.of_case(Handover, cases[0].id) if cases else ()
    return handed[-1] if handed else None


def _case(desk: Desk, name: str) -> Case | None:
    try:
        return find_case(desk.store, name)
    except NotFound:
        return None

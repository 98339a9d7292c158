"""What the demo needs and nobody has: made-up signatures, seals, scans and a certificate."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediatordesk.core.parties import Party
from mediatordesk.signing import (
    Signer,
    committee_seal,
    fingerprint,
    handwriting,
    make_test_certificate,
    open_pkcs12,
    picture,
    scanned_paper,
)

RESIDENT_CARD = "居民身份证"


@dataclass(frozen=True)
class Props:
    """Makes pictures that look right and are marked as test pieces; none is anybody's own."""

    fonts: Path
    signer: Signer
    authority: bytes

    @classmethod
    def make(cls, fonts: Path, committee: str, now: datetime) -> "Props":
        """Make the test certificate of a committee on the spot."""
        made = make_test_certificate(committee, committee, now=now)
        signer = open_pkcs12(made.data, made.passphrase, at=now)
        return cls(fonts, signer, made.authority)

    def signature(self, name: str) -> bytes:
        """Return the picture of a signature; the same name has the same hand."""
        return picture(handwriting(name, self.fonts / "LXGWWenKai-Regular.ttf"))

    def seal(self, name: str) -> bytes:
        """Return the picture of a round seal."""
        return committee_seal(name, self.fonts / "NotoSerifSC-Regular.ttf")

    def fingerprint(self, name: str) -> bytes:
        """Return the picture of a fingerprint that no finger has."""
        return fingerprint(seed=sum(name.encode()))

    def scan(self, title: str, party: Party) -> bytes:
        """Return a page that stands for the scan of a party's paper."""
        lines = (
            title,
            party.name,
            f"{party.id_kind or RESIDENT_CARD}  {party.id_number}",
            party.address,
        )
        return scanned_paper(lines, self.fonts / "NotoSansSC-Regular.ttf")

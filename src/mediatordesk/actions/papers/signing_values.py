"""What signing adds to a paper: pictures in their places, and the day each of them was put there.

Everything else of a paper is the same before and after, so a signed paper has the layout of the
text that was signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Signature, SignerRole
from mediatordesk.core.parties import Party
from mediatordesk.documents import Picture

UNDATED = "　　年　 月　 日"
"""Left open for a day that is written by hand."""
SIGNATURE_MM = (28.0, 12.0)
"""The largest size in millimetres that a signature has on paper: width and height."""
FINGERPRINT_MM = (11.0, 14.0)
COMPANY_SEAL_MM = (38.0, 38.0)
"""What an organisation has in the place of a fingerprint: the usual seal of a company."""
SEAL_MM = (40.0, 40.0)


@dataclass(frozen=True)
class SigningMarks:
    """The signatures on a paper and their pictures.

    `extra` holds a picture's bytes (or a Picture) as `image:<party id or role>`, that of a
    fingerprint or of an organisation's seal as `print:<party id>`; `party:<party id>` what the pack
    asks of a party. A day is printed only beside a picture: the unsigned text has none.
    """

    given: tuple[Signature, ...]
    extra: Mapping[str, object]

    @classmethod
    def on_paper(
        cls, file: CaseFile, kind: str, about: UUID | None, extra: Mapping[str, object]
    ) -> "SigningMarks":
        """Return the marks on the newest paper of a kind."""
        paper = file.newest_paper(kind, about)
        return cls(file.signatures_on(paper.id) if paper else (), extra)

    def of_party(self, party: Party) -> dict[str, object]:
        """Return a party's signature, fingerprint (or an organisation's seal), and their day."""
        size = COMPANY_SEAL_MM if party.is_organisation else FINGERPRINT_MM
        image = _picture(self.extra.get(f"image:{party.id}"), SIGNATURE_MM)
        fingerprint = _picture(self.extra.get(f"print:{party.id}"), size)
        day = self._day_of(SignerRole.PARTY, party.id) if image or fingerprint else None
        return {"签名图": image, "指印图": fingerprint, "签署日期": day or UNDATED}

    def pack_words(self, party: Party) -> dict[str, object]:
        """Return what the pack asks of a party, by its labels (see `pack_values`)."""
        told = self.extra.get(f"party:{party.id}")
        return dict(told) if isinstance(told, Mapping) else {}

    def of_officials(self) -> dict[str, object]:
        """Return the marks of mediator, recorder and seal, under all the titles they sign by."""
        mediator, recorder, seal = (
            _picture(self.extra.get(f"image:{role.value}"), size)
            for role, size in (
                (SignerRole.MEDIATOR, SIGNATURE_MM),
                (SignerRole.RECORDER, SIGNATURE_MM),
                (SignerRole.COMMITTEE_SEAL, SEAL_MM),
            )
        )
        return {
            **dict.fromkeys(("调解员签名图", "回访人签名图"), mediator),
            **dict.fromkeys(("记录人签名图", "登记人签名图", "告知人签名图"), recorder),
            "印章图": seal,
            **dict.fromkeys(("单位公章图", "受托人签名图")),
            "调解员签署日期": self._day_of(SignerRole.MEDIATOR) if mediator else None,
            "记录人签署日期": self._day_of(SignerRole.RECORDER) if recorder else None,
        }

    def seal_day(self) -> date | None:
        """Return the day the seal was put on the paper, if its picture is on it."""
        sealed = f"image:{SignerRole.COMMITTEE_SEAL.value}" in self.extra
        return self._day_of(SignerRole.COMMITTEE_SEAL) if sealed else None

    def _day_of(self, role: SignerRole, party_id: UUID | None = None) -> date | None:
        days = [one.signed_on for one in self.given if (one.role, one.party_id) == (role, party_id)]
        return days[-1] if days else None


def _picture(given: object, largest: tuple[float, float]) -> Picture | None:
    """Return a picture scaled into its place; None where nothing was given."""
    if isinstance(given, bytes):
        return Picture(given, *_fitted(given, largest))
    return given if isinstance(given, Picture) else None


def _fitted(data: bytes, largest: tuple[float, float]) -> tuple[float, float]:
    """Return the size of a PNG on paper: as large as its place, its proportions kept."""
    # PNG (ISO 15948), 11.2.2: width and height follow the name of the first chunk.
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if not data.startswith(b"\x89PNG") or not width or not height:
        return largest
    scale = min(largest[0] / width, largest[1] / height)
    return width * scale, height * scale

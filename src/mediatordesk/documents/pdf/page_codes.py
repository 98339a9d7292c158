"""What the code on a printed page says, and how it is read (docs/formats/page-code.md)."""

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import NoReturn
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

EDITION = "MD1"
CASE_BYTES, DIGEST_BYTES, CHECK_BYTES = 10, 8, 2
KIND = re.compile(r"[A-Z0-9]{1,8}")
MOST = 9999
"""The highest version and the most pages that a code can name."""
LAYOUT = re.compile(
    r"MD1:(?P<kind>[A-Z0-9]{1,8})\.(?P<version>[1-9][0-9]{0,3})\."
    r"(?P<page>[1-9][0-9]{0,3})/(?P<pages>[1-9][0-9]{0,3})\.(?P<packed>[A-Z2-7]{32})"
)


class NotAPageCode(DeskError):
    """A text that no page of ours bears, or that was damaged."""

    happened = N_("“{text}” is not the code of a page of this program, or it was misread.")
    kept = N_("Nothing was changed.")
    to_do = N_("Scan the page again, flat and sharp, with its lower edge in the picture.")


class NotInACode(DeskError):
    """A paper that no page code can name."""

    happened = N_("The pages of paper {kind}, version {version}, cannot be marked with a code.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Tell the office that made the forms: codes of papers have up to 8 letters.")


@dataclass(frozen=True)
class PageCode:
    """Which page of which paper this is. It holds nothing about a person.

    `case` is the beginning of the case's name, 20 hexadecimal digits; `digest` that of the
    SHA-256 over the data and the template of the paper, 16 digits. Page 0 is the whole paper.
    `number` is printed beside the code for people and is not in it.
    """

    case: str
    kind: str
    version: int
    digest: str
    page: int = 0
    pages: int = 0
    number: str = field(default="", compare=False)

    @classmethod
    def of_paper(
        cls, case_id: UUID, kind: str, version: int, content_sha256: str, *, number: str = ""
    ) -> "PageCode":
        """Return the code of a version of a paper; NotInACode if its kind or version is too long.

        `content_sha256` is what `content_digest` gave when the paper was made.
        """
        if not KIND.fullmatch(kind) or not 1 <= version <= MOST:
            raise NotInACode(kind=kind, version=version)
        case, digest = case_id.hex[: 2 * CASE_BYTES], content_sha256[: 2 * DIGEST_BYTES]
        return cls(case, kind, version, digest, number=number)

    @classmethod
    def read(cls, text: str) -> "PageCode":
        """Return what a code says; NotAPageCode if it is none of ours, or damaged."""
        parts = LAYOUT.fullmatch(text)
        if parts is None:
            _refuse(text)
        packed = base64.b32decode(parts["packed"])
        head, rest = packed[:-CHECK_BYTES], text[: parts.start("packed")]
        page, pages = int(parts["page"]), int(parts["pages"])
        if packed[-CHECK_BYTES:] != _check(rest, head) or page > pages:
            _refuse(text)
        case, digest = head[:CASE_BYTES].hex(), head[CASE_BYTES:].hex()
        return cls(case, parts["kind"], int(parts["version"]), digest, page, pages)

    def for_page(self, page: int, pages: int) -> "PageCode":
        """Return the code of one page of the paper, the first being 1."""
        if not 1 <= page <= pages <= MOST:
            raise NotInACode(kind=self.kind, version=self.version)
        return replace(self, page=page, pages=pages)

    @property
    def text(self) -> str:
        """What the symbol holds: at most 60 characters of the alphanumeric mode."""
        start = f"{EDITION}:{self.kind}.{self.version}.{self.page}/{self.pages}."
        head = bytes.fromhex(self.case + self.digest)
        return start + base64.b32encode(head + _check(start, head)).decode()

    @property
    def readable(self) -> str:
        """What is printed beside the symbol for people: the number if there is one, and so on."""
        short = self.digest[:8].upper()
        parts = (
            self.number,
            self.kind,
            f"第{self.version}版",
            f"{self.page}/{self.pages}",
            f"{short[:4]}-{short[4:]}",
        )
        return " · ".join(part for part in parts if part)


def _check(start: str, head: bytes) -> bytes:
    """Return what finds a misread symbol: the beginning of a hash over all that goes before it."""
    return hashlib.sha256(start.encode() + head).digest()[:CHECK_BYTES]


def _refuse(text: str) -> NoReturn:
    raise NotAPageCode(text=text[:40])

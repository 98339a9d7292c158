"""A file inside a PDF: the data that a paper was made from (ISO 19005-3, 6.8)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be carried inside a PDF, which then is PDF/A-3b.

    `name` is its file name, `media_type` as in RFC 6838, `says` one sentence about it for people.
    """

    name: str
    data: bytes
    media_type: str = "application/json"
    says: str = ""

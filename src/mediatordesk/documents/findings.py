"""What is found in a Word file, in words for a clerk: what it is, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is: the paper would be wrong, it may look different, it was put right."""

    ERROR = "error"
    HINT = "hint"
    REWRITTEN = "rewritten"


class Area(StrEnum):
    """The part of a paper that a finding is in."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a Word file: how bad, the text next to it, and why it will not work.

    `page` counts from 1 and is None where it is not known: in headers and footers, which `area`
    tells, and where the file was not laid out. `feature` is its name for programs.
    """

    level: Level
    place: str
    why: str
    page: int | None = None
    area: Area = Area.BODY
    feature: str = ""

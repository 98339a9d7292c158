"""How a PDF writes down dictionaries, texts and names (ISO 32000-1, 7.3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NOT_IN_NAMES = re.compile(rb"[^!-~]|[%()<>{}\[\]#/]")
SPECIAL = re.compile(r"([\\()])")


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How a page is: its size in points, what it draws with, if anything on it is transparent."""

    width: float
    height: float
    resources: str
    transparent: bool = False


def dictionary(entries: Mapping[str, object]) -> str:
    """Return a dictionary as a PDF writes it; its entries are written already."""
    return "<<" + "".join([f"/{name} {entry}" for name, entry in entries.items()]) + ">>"


def text_string(text: str) -> str:
    """Return a text as a PDF writes it: in ASCII where it can, else in UTF-16 (7.9.2.2)."""
    if text.isascii():
        return "(" + SPECIAL.sub(r"\\\1", text) + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def name_object(text: str) -> str:
    """Return a text as a name object (7.3.5)."""
    return "/" + NOT_IN_NAMES.sub(lambda found: b"#%02X" % found[0][0], text.encode()).decode()

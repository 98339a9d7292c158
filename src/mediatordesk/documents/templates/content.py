"""What a paper was made from, as one sequence of bytes: its data and its template, hashed.

The same in every process and on every machine (docs/formats/page-code.md, 4).
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from mediatordesk.documents.templates.pictures import Picture


def content_digest(values: Mapping[str, object], template_sha256: str) -> str:
    """Return the SHA-256, in hexadecimal, over what a paper is filled with and its template."""
    return hashlib.sha256(canonical_content(values, template_sha256)).hexdigest()


def canonical_content(values: Mapping[str, object], template_sha256: str) -> bytes:
    """Return data and template of a paper as JSON with one form for one meaning.

    UTF-8, text in NFC, names sorted by code point, no blanks. What JSON has no type for is an
    object with one name that begins with $; a picture is its hash and its size on paper.
    """
    content = {"template": template_sha256, "values": _plain(values)}
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def _plain(content: object) -> object:
    """Return content as JSON has it; TypeError for what no paper is filled with."""
    match content:
        case Enum():
            return _plain(content.value)
        case str():
            return _text(content)
        case None | bool() | int() | float():
            return content
        case Mapping():
            return {_name(str(name)): _plain(one) for name, one in content.items()}
        case list() | tuple():
            return [_plain(one) for one in content]
    return _typed(content)


def _typed(content: object) -> object:
    match content:
        case datetime():
            return {"$time": content.isoformat()}
        case date():
            return {"$date": content.isoformat()}
        case Decimal():
            return {"$decimal": str(content)}
        case UUID():
            return {"$uuid": str(content)}
        case bytes():
            return {"$sha256": hashlib.sha256(content).hexdigest()}
        case Picture():
            size = [f"{content.width_mm:g}", f"{content.height_mm:g}"]
            return {"$picture": [hashlib.sha256(content.data).hexdigest(), *size]}
    raise TypeError(type(content).__name__)


def _name(name: str) -> str:
    """Return a name of a field; one that begins with $ gets another, so no type is forged."""
    text = _text(name)
    return f"${text}" if text.startswith("$") else text


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)

"""The pictures a paper gets while it is filled: parts, relationships, content types."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.templates.pictures import Picture
from mediatordesk.documents.word.archive import Part
from mediatordesk.documents.word.package import (
    CONTENT_TYPES,
    RELATIONSHIP,
    parse_xml,
    relationships_of,
    to_bytes,
)

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
NO_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


@dataclass
class Media:
    """Collects the pictures of one paper; a picture used twice is kept once."""

    parts: Mapping[str, bytes]
    pictures: dict[str, bytes] = field(default_factory=dict)
    extensions: set[str] = field(default_factory=set)
    links: dict[str, Element] = field(default_factory=dict)
    order: int = 0

    def next_order(self) -> int:
        """Return the number of the next picture, from 1."""
        self.order += 1
        return self.order

    def link(self, part: str, picture: Picture) -> str:
        """Keep a picture for a part and return the relationship id that the part names it by."""
        digest = hashlib.sha256(picture.data).hexdigest()[:16]
        name = f"media/{digest}.{picture.extension}"
        self.extensions.add(picture.extension)
        self.pictures[f"word/{name}"] = picture.data
        root = self._relationships(relationships_of(part))
        link = f"rIdPicture{digest}"
        if all(known.get("Id") != link for known in root):
            etree.SubElement(root, RELATIONSHIP, {"Id": link, "Type": IMAGE, "Target": name})
        return link

    def changed(self) -> dict[str, Part]:
        """Return the parts that the pictures add or change; none where there are no pictures."""
        if not self.pictures:
            return {}
        relationships = {name: Part.of(to_bytes(root)) for name, root in self.links.items()}
        pictures = {name: Part.kept(data) for name, data in self.pictures.items()}
        return {CONTENT_TYPES: Part.of(self._content_types()), **relationships, **pictures}

    def _relationships(self, name: str) -> Element:
        if name not in self.links:
            self.links[name] = parse_xml(self.parts.get(name, NO_RELATIONSHIPS), name)
        return self.links[name]

    def _content_types(self) -> bytes:
        root = parse_xml(self.parts[CONTENT_TYPES], CONTENT_TYPES)
        known = {kind.get("Extension", "").lower() for kind in root.iter(f"{TYPES}Default")}
        for extension in sorted(self.extensions - known):
            kind = {"Extension": extension, "ContentType": f"image/{extension}"}
            root.insert(0, etree.Element(f"{TYPES}Default", kind))
        return to_bytes(root)

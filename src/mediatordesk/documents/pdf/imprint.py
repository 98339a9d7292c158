"""What a PDF says about itself, twice and alike: its Info and its XMP (ISO 19005-2, 6.6.2.3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape

from mediatordesk.core.changes import CHINA

PRODUCER = "MediatorDesk"
LANGUAGE = "zh-CN"
# What XML cannot hold, and halves of characters.
UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Title, author, subject and so on of a PDF; what is empty is not said at all.

    `made_on` is a day, or a moment; one without a time zone is China's.
    """

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    made_on: date | None = None

    @property
    def moment(self) -> datetime | None:
        """When the paper was made, in China's time; a day begins at midnight."""
        if self.made_on is None:
            return None
        if not isinstance(self.made_on, datetime):
            return datetime.combine(self.made_on, time(), CHINA)
        if self.made_on.tzinfo is None:
            return self.made_on.replace(microsecond=0, tzinfo=CHINA)
        return self.made_on.astimezone(CHINA).replace(microsecond=0)

    @property
    def information(self) -> dict[str, str]:
        """The entries of the PDF's Info (ISO 32000-1, 14.3.3)."""
        entries = {
            "Title": one_line(self.title),
            "Author": one_line(self.author),
            "Subject": one_line(self.subject),
            "Keywords": one_line("; ".join(self.keywords)),
            "Producer": PRODUCER,
        }
        if self.moment is not None:
            day = f"D:{self.moment:%Y%m%d%H%M%S}+08'00'"
            entries |= {"CreationDate": day, "ModDate": day}
        return {name: entry for name, entry in entries.items() if entry}

    def xmp(self, part: int) -> bytes:
        """Return the same as XMP, and that the file is PDF/A-2b or, as `part` says, 3b."""
        said = self.information
        properties = [
            f"<pdfaid:part>{part}</pdfaid:part>",
            "<pdfaid:conformance>B</pdfaid:conformance>",
            "<dc:format>application/pdf</dc:format>",
            f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>",
            *_texts("dc:title", "Alt", said.get("Title")),
            *_texts("dc:creator", "Seq", said.get("Author")),
            *_texts("dc:description", "Alt", said.get("Subject")),
            *_text("pdf:Keywords", said.get("Keywords")),
            f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        ]
        if self.moment is not None:
            day = self.moment.isoformat(timespec="seconds")
            names = ("CreateDate", "ModifyDate", "MetadataDate")
            properties += [f"<xmp:{name}>{day}</xmp:{name}>" for name in names]
        return XMP.format(properties="\n".join(properties)).encode()


def one_line(text: str) -> str:
    """Return a text as one line that both Info and XMP can say."""
    return " ".join(UNWRITABLE.sub("\ufffd", text).split())


def _texts(name: str, kind: str, text: str | None) -> list[str]:
    if text is None:
        return []
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    entry = f"<rdf:li{language}>{escape(text, quote=False)}</rdf:li>"
    return [f"<{name}><rdf:{kind}>{entry}</rdf:{kind}></{name}>"]


def _text(name: str, text: str | None) -> list[str]:
    return [] if text is None else [f"<{name}>{escape(text, quote=False)}</{name}>"]

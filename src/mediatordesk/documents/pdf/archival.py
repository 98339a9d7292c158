"""A PDF/A while it is written: reportlab numbers its objects, this makes it last (ISO 19005-2).

Objects are written here as the text they will be: reportlab's own take twice as long, and cannot
say what PDF/A asks of the catalog.
"""

import hashlib
import zlib
from collections.abc import Mapping

from reportlab.pdfbase import pdfdoc

from mediatordesk.documents.pdf.attachments import Attachment
from mediatordesk.documents.pdf.colours import srgb_profile
from mediatordesk.documents.pdf.imprint import LANGUAGE, Imprint
from mediatordesk.documents.pdf.syntax import PageFrame, dictionary, name_object, text_string

QUICK = 1  # zlib's level: what stands on a page is short, and speed counts more


class ArchivalPdf:
    """A PDF/A-2b while it is written; objects are added and named by their references."""

    def __init__(self, imprint: Imprint) -> None:
        self._imprint = imprint
        self._document = pdfdoc.PDFDocument(dummyoutline=1, invariant=1, pdfVersion=(1, 7))
        self._document.Catalog.Outlines = None
        self._pages = self._number(self._document.Pages)

    def add(self, content: str) -> str:
        """Add an object; return the reference to it."""
        return self._number(_Written(content.encode("latin-1"), self._document))

    def add_dictionary(self, entries: Mapping[str, object]) -> str:
        """Add a dictionary; return the reference to it."""
        return self.add(dictionary(entries))

    def add_stream(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, packed: bool = True
    ) -> str:
        """Add a stream and return the reference to it.

        It is packed here, unless it shall not be, or is and says so by its Filter.
        """
        described = dict(entries or {})
        if packed and "Filter" not in described:
            content, described["Filter"] = zlib.compress(content, QUICK), "/FlateDecode"
        described["Length"] = len(content)
        parts = (dictionary(described).encode(), b"\nstream\n", content, b"\nendstream")
        return self._number(_Written(b"".join(parts), self._document))

    def add_page(self, frame: PageFrame, content: bytes) -> None:
        """Add a page that is drawn by the operators of a content stream."""
        entries = {
            "Type": "/Page",
            "Parent": self._pages,
            "MediaBox": f"[0 0 {frame.width:.6g} {frame.height:.6g}]",
            "Resources": frame.resources,
            "Contents": self.add_stream(content),
        }
        if frame.transparent:
            # ISO 32000-1, 11.4.7: in which colours the seal and the text below it are mixed.
            entries["Group"] = "<</Type/Group/S/Transparency/CS/DeviceRGB>>"
        self._document.addPage(_Written(dictionary(entries).encode("latin-1"), self._document))

    def finish(self, attachment: Attachment | None = None) -> bytes:
        """Return the file; with an attachment it is PDF/A-3b."""
        catalog = self._document.Catalog
        # reportlab writes those entries of a catalog that it knows by name.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.Lang = text_string(LANGUAGE)
        catalog.OutputIntents = f"[{self._output_intent()}]"
        if attachment is not None:
            file, name = self._add_attachment(attachment), text_string(attachment.name)
            catalog.AF = f"[{file}]"
            catalog.Names = f"<</EmbeddedFiles<</Names[{name}{file}]>>>>"
        said = {"Type": "/Metadata", "Subtype": "/XML"}
        xmp = self._imprint.xmp(part=2 if attachment is None else 3)
        # Unpacked, so that it is found by programs that read no PDF.
        catalog.Metadata = self.add_stream(xmp, said, packed=False)
        information = {name: text_string(said) for name, said in self._imprint.information.items()}
        self._document.info = _Written(dictionary(information).encode("latin-1"), self._document)
        return bytes(self._document.format())

    def _number(self, written: object) -> str:
        """Have reportlab number an object; return the reference to it."""
        reference = self._document.Reference(written)
        return str(reference.format(self._document).decode())

    def _output_intent(self) -> str:
        """Return by what the colours of the pages are meant (ISO 19005-2, 6.2.3)."""
        name = text_string("sRGB IEC61966-2.1")
        entries = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": self.add_stream(srgb_profile(), {"N": 3}),
        }
        return dictionary(entries)

    def _add_attachment(self, attachment: Attachment) -> str:
        # MD5 is what ISO 32000-1, table 46 asks for.
        checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
        about = {"Size": len(attachment.data), "CheckSum": f"<{checksum}>"}
        information = self._imprint.information
        if "ModDate" in information:
            about["ModDate"] = text_string(information["ModDate"])
        described = {
            "Type": "/EmbeddedFile",
            "Subtype": name_object(attachment.media_type),
            "Params": dictionary(about),
        }
        data = self.add_stream(attachment.data, described)
        name = text_string(attachment.name)
        entries = {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "AFRelationship": "/Data",
            "EF": f"<</F {data}/UF {data}>>",
        }
        if attachment.says:
            entries["Desc"] = text_string(attachment.says)
        return self.add_dictionary(entries)


class _Written(pdfdoc.PDFObject):  # type: ignore[misc] # reportlab has no types
    """An object that reportlab writes as it is told; what it says goes into the file's name."""

    __RefOnly__ = 1

    def __init__(self, content: bytes, document: object) -> None:
        self._content = content
        document.updateSignature(content)  # type: ignore[attr-defined] # as above

    def format(self, _document: object) -> bytes:
        return self._content

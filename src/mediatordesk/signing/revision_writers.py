"""A revision of a PDF that leaves all before it as it is (pyHanko, which costs 0.2 s to import)."""

import io

from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class RevisionWriter(IncrementalPdfFileWriter):
    """Adds a revision and leaves title, dates and producer of the paper as they are.

    pyHanko would write the wall clock into Info and XMP, each by a call of its own: the two can
    then differ by a second, and PDF/A asks that they agree (ISO 19005-2, 6.6.2.3). For elliptic
    keys it would also raise the version to 2.0 and name an extension of it, which PDF/A-2 forbids
    (6.1.2); PAdES itself asks for 1.7 (ETSI EN 319 142-1, 5.1).
    """

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Raise the version to 1.7 at most."""
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call] # pyhanko has no types here

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name the extension unless it is one of PDF 2.0."""
        if ext.base_version == "/1.7":
            super().register_extension(ext)

    def _update_meta(self) -> None:
        pass


def revision_of(pdf: bytes) -> RevisionWriter:
    """Begin a revision of a PDF. Raises PdfError for what is no whole PDF."""
    return RevisionWriter(io.BytesIO(pdf), strict=False)

"""Word template and values to DOCX, DOCX to PDF, fonts."""

from mediatordesk.documents.findings import Area, Finding, Level
from mediatordesk.documents.fonts.characters import Script, scripts_of
from mediatordesk.documents.fonts.files import FontFile, licence_of, read_font_files
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.fonts.installed import InstalledFonts, font_folders
from mediatordesk.documents.pdf.attachments import Attachment
from mediatordesk.documents.pdf.bookmarks import join_with_bookmarks, page_count
from mediatordesk.documents.pdf.bound_pages import (
    BoundPart,
    BoundPdf,
    PdfFacts,
    bind_pages,
    facts_of_pdf,
)
from mediatordesk.documents.pdf.joining import NotAPdf, join_pdfs
from mediatordesk.documents.pdf.page_codes import NotAPageCode, PageCode
from mediatordesk.documents.pdf.picture_pages import picture_page, picture_page_count
from mediatordesk.documents.pdf.print_files import PrintedPaper, print_file
from mediatordesk.documents.pdf.scanned_pages import sheets_pdf
from mediatordesk.documents.pdf.writing import Pdf, to_pdf
from mediatordesk.documents.scans.errors import ScanRefused
from mediatordesk.documents.scans.matching import MatchedPage, Matching, match_scan
from mediatordesk.documents.scans.opening import page_picture, scan_type
from mediatordesk.documents.scans.reading import ScannedPage, read_page_codes
from mediatordesk.documents.scans.sheets import sheet_of_page
from mediatordesk.documents.scans.straightening import straightened
from mediatordesk.documents.templates.asking import asked_values
from mediatordesk.documents.templates.check import check_template
from mediatordesk.documents.templates.content import canonical_content
from mediatordesk.documents.templates.filling import Filled, fill
from mediatordesk.documents.templates.importing import Imported, TrackedChanges, import_template
from mediatordesk.documents.templates.pictures import Picture
from mediatordesk.documents.templates.qr_pictures import qr_picture
from mediatordesk.documents.templates.template import Template
from mediatordesk.documents.templates.wording import OtherPapers
from mediatordesk.documents.unshown import unshown

__all__ = [
    "Area",
    "Attachment",
    "BoundPart",
    "BoundPdf",
    "Filled",
    "Finding",
    "FontFile",
    "Fonts",
    "Imported",
    "InstalledFonts",
    "Level",
    "MatchedPage",
    "Matching",
    "NotAPageCode",
    "NotAPdf",
    "OtherPapers",
    "PageCode",
    "Pdf",
    "PdfFacts",
    "Picture",
    "PrintedPaper",
    "ScanRefused",
    "ScannedPage",
    "Script",
    "Template",
    "TrackedChanges",
    "asked_values",
    "bind_pages",
    "canonical_content",
    "check_template",
    "facts_of_pdf",
    "fill",
    "font_folders",
    "import_template",
    "join_pdfs",
    "join_with_bookmarks",
    "licence_of",
    "match_scan",
    "page_count",
    "page_picture",
    "picture_page",
    "picture_page_count",
    "print_file",
    "qr_picture",
    "read_font_files",
    "read_page_codes",
    "scan_type",
    "scripts_of",
    "sheet_of_page",
    "sheets_pdf",
    "straightened",
    "to_pdf",
    "unshown",
]

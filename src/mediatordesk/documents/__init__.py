"""Word template and values to DOCX, DOCX to PDF, fonts."""

from mediatordesk.documents.check import Finding, Level, check_template
from mediatordesk.documents.fill import Filled, fill
from mediatordesk.documents.fonts import Fonts
from mediatordesk.documents.joining import NotAPdf, join_pdfs, picture_page
from mediatordesk.documents.pdf import Pdf, to_pdf
from mediatordesk.documents.pictures import Picture
from mediatordesk.documents.template import Template

__all__ = [
    "Filled",
    "Finding",
    "Fonts",
    "Level",
    "NotAPdf",
    "Pdf",
    "Picture",
    "Template",
    "check_template",
    "fill",
    "join_pdfs",
    "picture_page",
    "to_pdf",
]

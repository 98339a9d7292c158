"""Word template and values to DOCX, DOCX to PDF, fonts."""

from mediatordesk.documents.fonts.faces import Fonts
from mediatordesk.documents.pdf.joining import NotAPdf, join_pdfs, picture_page
from mediatordesk.documents.pdf.writing import Pdf, to_pdf
from mediatordesk.documents.templates.check import Finding, Level, check_template
from mediatordesk.documents.templates.filling import Filled, fill
from mediatordesk.documents.templates.pictures import Picture
from mediatordesk.documents.templates.template import Template

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

"""What the validator of PDF/A (pikepdf.pdfa) says."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import pdfa

Fault = Callable[[pikepdf.Pdf], None]


def faults(data: bytes, flavour: str = "2b") -> list[str]:
    """Return what keeps a file from being PDF/A; what the validator does not know counts too."""
    report = pdfa.validate_written(io.BytesIO(data), flavour)
    return [] if report.passed else [str(one) for one in report.findings] or ["no reason"]


def not_alike(data: bytes) -> list[str]:
    """Return what Info and XMP say in two ways, which only the first part's rules look at."""
    older = data.replace(b"%PDF-1.7", b"%PDF-1.4", 1)  # of a newer one it says nothing else
    return [one for one in faults(older, "1b") if "ISO_19005_1:6.7.3" in one]


def with_fault(data: bytes, fault: Fault) -> bytes:
    """Return a PDF with a fault put into it."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fault(pdf)
        pdf.save(written)
    return written.getvalue()

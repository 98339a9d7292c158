"""What the import of a template may put right, in a clerk's words."""

from mediatordesk.core.texts import N_
from mediatordesk.documents.word.features import Feature


def _done(name: str, why: str) -> Feature:
    return Feature(name, why, is_wrong=False)


NOISE = _done("noise", N_("Marks that Word leaves in a text while it is typed were taken out."))
CUT = _done("cut-text", N_("Pieces of text of the same format were joined."))
PITCH = _done("line-pitch", N_("The line spacing was fixed at the height that Word gives it."))
GRID = _done("document-grid", N_("The document grid was replaced by fixed line spacing."))
CHARACTERS = _done("indents", N_("Indents in characters were turned into fixed distances."))
LINES = _done("spacing", N_("Space before and after was turned into fixed distances."))
HANGING = _done("hanging-punctuation", N_("Punctuation no longer hangs out beyond the margin."))
COMPRESSION = _done("compression", N_("Punctuation is no longer compressed."))
TABLE = _done("table-widths", N_("The columns of tables were fixed at their widths."))
PAGE_BREAK = _done("page-break", N_("Page breaks were turned into “page break before”."))
ACCEPTED = _done("tracked-changes", N_("All tracked changes were accepted."))
REJECTED = _done("tracked-changes", N_("All tracked changes were rejected."))

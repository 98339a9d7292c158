"""Fields of Word (17.16): which are page numbers, which show what was saved with them."""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.model import PageNumber, Piece, Text
from mediatordesk.documents.word.properties import TextStyle
from mediatordesk.documents.word.wordml import W, attribute, child, is_on

PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
CHECKED, UNCHECKED = "☑", "□"


def page_number(code: str, style: TextStyle) -> PageNumber | None:
    """Return what a field code says if it is one for page numbers."""
    name = code.upper().split(maxsplit=1)[:1]
    return PageNumber(name != ["PAGE"], style) if name and name[0] in PAGE_FIELDS else None


@dataclass
class _Field:
    """A field that has begun: its code so far, and whether its old result now follows."""

    style: TextStyle
    box: str
    code: str = ""
    in_result: bool = False

    @property
    def hides(self) -> bool:
        return not self.in_result or page_number(self.code, self.style) is not None


@dataclass
class FieldReader:
    """Follows the fields of one paragraph; they may hold each other."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def hides(self) -> bool:
        """Whether what comes now is a code, or a result that is worked out anew."""
        return any(one.hides for one in self._open)

    def clear(self) -> None:
        """Forget a field that was not closed."""
        self._open.clear()

    def read(self, node: Element, style: TextStyle) -> Piece | None:
        """Take in `w:fldChar` or `w:instrText`; return what a field shows that ends here."""
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._open.append(_Field(style, _check_box(node)))
        elif not self._open:
            return None
        elif node.tag == f"{W}instrText":
            self._open[-1].code += node.text or ""
        elif kind == "separate":
            self._open[-1].in_result = True
        elif kind == "end":
            return self._ended(self._open.pop())
        return None

    def _ended(self, ended: _Field) -> Piece | None:
        if self.hides:
            return None
        if ended.box and ended.code.split()[:1] == ["FORMCHECKBOX"]:
            return Text(ended.box, ended.style)
        return page_number(ended.code, ended.style)


def _check_box(begin: Element) -> str:
    """Return the box of a form field as it stands, "" for another field (17.16.7)."""
    box = child(child(begin, "ffData"), "checkBox")
    if box is None:
        return ""
    checked = child(box, "checked")
    return CHECKED if is_on(child(box, "default") if checked is None else checked) else UNCHECKED

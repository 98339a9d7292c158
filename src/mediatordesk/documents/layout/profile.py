"""Whose rules the layout follows where word processors differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules in which LibreOffice 7.4 differs from Word on a normalised form.

    All other rules are the same for both. Word's side is from ECMA-376 (the numbers) and from
    documents measured with Word (office2pdf #522, #1638; betteroffice #594, #610); LibreOffice's
    is measured with 7.4.7 by tests/documents/test_oracle.py, one document for each rule.

    LibreOffice differs in more: it snaps exact lines to a grid, shrinks the first line of a
    paragraph with multiple spacing, spaces single lines by the face and not by the named font,
    and makes room in a cell for what floats. No normalised form has a grid, multiple or single
    spacing, and pictures float only in signed papers: those rules need no name here.
    """

    #: The gap between Chinese and Latin, in em of the size.
    auto_space: float
    #: Whether a document can switch that gap off (17.3.1.2, 17.3.1.3).
    auto_space_switches: bool
    #: The marks that may hang out beyond the right margin …
    hanging: frozenset[str]
    #: … what `w:overflowPunct` says where they may not (17.3.1.21) …
    does_not_hang: bool
    #: … and whether they may in a cell of a table, and behind a Latin letter or figure.
    hangs_anywhere: bool
    #: Marks that may begin or end a line all the same, and be parted: “……”.
    unbound_marks: frozenset[str]
    #: Whether indents in characters go before those in twips (17.3.1.12).
    indents_in_characters: bool
    #: Whether a word with a letter that its face lacks is set in one other face as a whole.
    whole_words: bool
    #: Whether the row of a table of one row that may not be cut keeps with what follows it.
    lone_whole_row_keeps: bool

    def hanging_marks(self, *, overflow: bool | None, in_cell: bool) -> frozenset[str]:
        """Return the marks that hang out in a paragraph whose `w:overflowPunct` is `overflow`."""
        may = overflow is not self.does_not_hang
        return self.hanging if may and (self.hangs_anywhere or not in_cell) else frozenset()


#: Word: what people get.
WORD = Profile(
    auto_space=0.25,
    auto_space_switches=True,
    hanging=frozenset("，。、．,."),
    does_not_hang=False,
    hangs_anywhere=True,
    unbound_marks=frozenset(),
    indents_in_characters=True,
    whole_words=True,
    lone_whole_row_keeps=True,
)

#: LibreOffice 7.4: what the oracle test compares with.
LIBREOFFICE = Profile(
    auto_space=0.20,
    auto_space_switches=False,
    hanging=frozenset("!,.:;?、。！，．：；？"),
    does_not_hang=True,  # it reads overflowPunct the wrong way round
    hangs_anywhere=False,
    unbound_marks=frozenset("%>ˉ—…‰″℃∶〃＂％＇］｀$([{£＄"),
    indents_in_characters=False,
    whole_words=False,
    lone_whole_row_keeps=False,
)

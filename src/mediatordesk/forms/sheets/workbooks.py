"""Excel workbooks (ECMA-376): which sheet is meant, its shared texts and its styles."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.cells import CellReader, Looks
from mediatordesk.forms.sheets.package import Attributes, Package, unescaped
from mediatordesk.forms.sheets.sheet import MAX_CELL, EmptySheet, NoSheet, Sheet

_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that every Excel has built in: days and times, those of China among them (18.8.30)."""
_DECIMALS = {2: 2, 4: 2, 39: 2, 40: 2}
_NOT_MEANT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What a format prints as it stands, colours and conditions."""
_PLAIN_NUMBER = re.compile(r"(?:#,##)?0\.(0{1,9})(?:_.)?")


class _Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


def read_xlsx(data: bytes, file: str, unpacked: int) -> Sheet:
    """Return the first filled sheet of a workbook as text; hidden ones do not count.

    NoSheet, SheetTooLarge, EmptySheet.
    """
    package = Package.read(data, file, unpacked)
    listed, since_1904 = _workbook(package)
    places = _relations(package)
    looks = _looks(package, since_1904=since_1904)
    shared = _shared_texts(package)
    for place, one in enumerate(listed):
        if one.hidden or one.relation not in places:
            continue
        reader = CellReader(file, shared, looks)
        package.parse(places[one.relation], reader.begin, reader.text, reader.end)
        if rows := reader.rows():
            others = [other.name for other in listed[place + 1 :] if not other.hidden]
            return Sheet(file, rows, _notes(one, others, reader.formulas), since_1904)
    raise EmptySheet(file=file)


def _notes(read: _Listed, others: list[str], formulas: int) -> tuple[str, ...]:
    """Return what a person should know about how the sheet was read."""
    notes = []
    if others:
        words = _("Only the sheet “{name}” was read; there are others: {others}.")
        notes.append(words.format(name=read.name, others="、".join(others)))
    if formulas:
        words = _("{n} cells hold formulas; what Excel had last worked out was read.")
        notes.append(words.format(n=formulas))
    return tuple(notes)


def _workbook(package: Package) -> tuple[list[_Listed], bool]:
    """Return the sheets in their order, and whether days count from 1904 on."""
    if not package.has("xl/workbook.xml"):
        raise NoSheet(file=package.file, reason=_("it is no Excel workbook"))
    listed: list[_Listed] = []
    epochs: list[bool] = []

    def begin(name: str, given: Attributes) -> None:
        if name == "sheet":
            hidden = given.get("state", "visible") != "visible"
            listed.append(_Listed(given.get("name", ""), given.get("id", ""), hidden))
        elif name == "workbookPr":
            epochs.append(given.get("date1904") in {"1", "true"})

    package.parse("xl/workbook.xml", begin)
    return listed, any(epochs)


def _relations(package: Package) -> dict[str, str]:
    """Return which part each relation of the workbook means; those outside the file are no part."""
    places: dict[str, str] = {}

    def begin(name: str, given: Attributes) -> None:
        if name != "Relationship" or given.get("TargetMode") == "External":
            return
        place = posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")
        if package.has(place) and place.endswith(".xml"):
            places[given.get("Id", "")] = place

    if package.has("xl/_rels/workbook.xml.rels"):
        package.parse("xl/_rels/workbook.xml.rels", begin)
    return places


def _shared_texts(package: Package) -> list[str]:
    """Return the texts that cells name by number, without how they are pronounced."""
    texts: list[str] = []
    parts: list[str] = []
    inside: list[str] = []

    def begin(name: str, _given: Attributes) -> None:
        if name in {"si", "rPh"} or (name == "t" and inside[-1:] != ["rPh"]):
            inside.append(name)

    def text(piece: str) -> None:
        if inside[-1:] == ["t"]:
            parts.append(piece)

    def end(name: str) -> None:
        if inside[-1:] != [name]:
            return
        inside.pop()
        if name == "si":
            texts.append(unescaped("".join(parts)).removeprefix("'")[: MAX_CELL + 1])
            parts.clear()

    if package.has("xl/sharedStrings.xml"):
        package.parse("xl/sharedStrings.xml", begin, text, end)
    return texts


def _looks(package: Package, *, since_1904: bool) -> Looks:
    """Return which styles show a day, and which a number with digits after the point."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def begin(name: str, given: Attributes) -> None:
        if name == "cellXfs":
            inside.append(name)
        elif name == "numFmt":
            formats[_format_of(given)] = given.get("formatCode", "")
        elif name == "xf" and inside:
            styles.append(_format_of(given))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside.clear()

    if package.has("xl/styles.xml"):
        package.parse("xl/styles.xml", begin, end=end)
    days = {place for place, one in enumerate(styles) if _shows_day(one, formats)}
    decimals = {place: _decimals(one, formats) for place, one in enumerate(styles)}
    return Looks(frozenset(days), decimals, since_1904)


def _format_of(given: Attributes) -> int:
    """Return the number of the format that an element names."""
    number = given.get("numFmtId", "")
    return int(number) if number.isdecimal() else 0


def _shows_day(number: int, formats: Mapping[int, str]) -> bool:
    """Tell whether a number format shows a day or a time."""
    if number in formats:
        meant = _NOT_MEANT.sub("", formats[number].split(";")[0]).lower()
        return any(mark in meant for mark in "ymdhs") and "0" not in meant
    return number in _DAYS


def _decimals(number: int, formats: Mapping[int, str]) -> int:
    """Return how many digits after the point a number format shows."""
    plain = _PLAIN_NUMBER.fullmatch(formats.get(number, "").split(";")[0])
    return len(plain[1]) if plain else _DECIMALS.get(number, 0)

"""The fonts of a desk: which are used, which were added, and adding one."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from mediatordesk.actions.desks.places import Places
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import (
    FontFile,
    Fonts,
    InstalledFonts,
    licence_of,
    read_font_files,
)

FOLDER = "fonts"
"""In this folder of a desk lie the fonts that were added to it."""


class FontRefused(DeskError):
    """A font that papers cannot be set in."""

    happened = N_("The font {name} was not added: {reason}.")
    kept = N_("The fonts of the desk are as they were.")
    to_do = N_("Choose a TrueType font (.ttf or .ttc) that may be embedded in papers.")


class FontWithoutLicence(DeskError):
    """A font that does not say whether it may be used, and nobody else said so."""

    happened = N_("The font {name} was not added: it does not say under which licence it is.")
    kept = N_("The fonts of the desk are as they were.")
    to_do = N_("Find out whether it may be used in papers, and name its licence: --licence TEXT")


class AnotherFontThere(DeskError):
    """Another font of the same file name was added before."""

    happened = N_("The font {name} was not added: another one of that name is in the desk.")
    kept = N_("The fonts of the desk are as they were.")
    to_do = N_("Give the file another name, or take the other font out of {folder}.")


@dataclass(frozen=True)
class KnownFont:
    """A font file for the list: where it comes from, what it is called, why it is not used."""

    origin: str
    file: str
    families: tuple[str, ...]
    licence: str = ""
    why_not: str = ""


def load_fonts(places: Places, desk: Path) -> Fonts:
    """Open the fonts for the papers of the desk in a folder.

    This is the one place where it is chosen which: those of the house, those added to the desk,
    and the machine's where the places name them (docs/adr/0006-fonts.md).
    """
    return Fonts.load(
        places.fonts,
        added=InstalledFonts((desk / FOLDER,)),
        installed=InstalledFonts(places.machine_fonts),
    )


def add_font(desk: Path, source: Path, licence: str = "") -> KnownFont:
    """Copy a font file into a desk, and note its licence beside it.

    FontRefused if no face of it can be used, FontWithoutLicence, AnotherFontThere.
    """
    faces = read_font_files(source)
    usable = [face for face in faces if not face.why_not]
    if not usable:
        raise FontRefused(name=source.name, reason=_(faces[0].why_not))
    noted = licence.strip() or licence_of(usable[0])
    if not noted:
        raise FontWithoutLicence(name=source.name)
    target = desk / FOLDER / source.name
    _copy(source, target)
    target.with_suffix(".txt").write_text(noted + "\n", encoding="utf-8")
    return _known("added", replace(usable[0], path=target))


def known_fonts(places: Places, desk: Path, *, machine: bool = False) -> tuple[KnownFont, ...]:
    """Return the fonts of the house, those of a desk, and if asked for those of the machine."""
    own = InstalledFonts((places.fonts,)).files
    folders = places.on_this_machine().machine_fonts if machine else ()
    groups = {
        "house": tuple(one for one in own if one.path.parent == places.fonts),
        "added": InstalledFonts((desk / FOLDER,)).files,
        "machine": InstalledFonts(folders).files,
    }
    return tuple(_known(origin, face) for origin, faces in groups.items() for face in faces)


def _known(origin: str, face: FontFile) -> KnownFont:
    note = face.path.with_suffix(".txt")
    own = note.read_text(encoding="utf-8") if origin == "added" and note.is_file() else ""
    licence = " ".join((own or licence_of(face)).split())
    return KnownFont(origin, face.path.name, face.families, licence, _(face.why_not))


def _copy(source: Path, target: Path) -> None:
    """Copy a font whole or not at all."""
    if target.exists():
        if target.read_bytes() != source.read_bytes():
            raise AnotherFontThere(name=source.name, folder=target.parent)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, draft)
    draft.replace(target)

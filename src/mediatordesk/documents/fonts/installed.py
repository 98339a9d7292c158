"""The fonts a machine has, found by their family names in the files themselves."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.files import ENDINGS, REGULAR, FontFile, read_font_files

MAX_FILES = 5000
MAX_DEPTH = 6


@dataclass(frozen=True)
class InstalledFonts:
    """The fonts in some folders; they are looked through when the first is asked for, once."""

    folders: tuple[Path, ...] = ()

    @cached_property
    def files(self) -> tuple[FontFile, ...]:
        """Every face in the folders, in the order of their names, also what cannot be used."""
        paths = (path for folder in self.folders for path in sorted(_fonts_below(str(folder), 0)))
        wanted = [path for path, _ in zip(paths, range(MAX_FILES), strict=False)]
        return tuple(face for path in wanted for face in read_font_files(Path(path)))

    @cached_property
    def families(self) -> Mapping[str, FontFile]:
        """The plain cut of every family that can be used, under each of its names."""
        found: dict[str, FontFile] = {}
        for face in self.files:
            if face.why_not or not face.is_upright_text:
                continue
            for family in map(str.casefold, face.families):
                before = found.get(family)
                if before is None or _distance(face) < _distance(before):
                    found[family] = face
        return found

    def first_of(self, families: Iterable[str]) -> Face | None:
        """Open the first family that is there."""
        wanted = (self.families.get(family.casefold()) for family in families)
        file = next((file for file in wanted if file), None)
        return self._opened(file) if file else None

    def all_of(self, families: Iterable[str]) -> tuple[Face, ...]:
        """Open all of these families that are there."""
        wanted = (self.families.get(family.casefold()) for family in families)
        return tuple(self._opened(file) for file in dict.fromkeys(filter(None, wanted)))

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """Every usable face of the folders, opened."""
        return tuple(self._opened(file) for file in self.files if not file.why_not)

    @cached_property
    def _opened_before(self) -> dict[FontFile, Face]:
        return {}

    def _opened(self, file: FontFile) -> Face:
        if file not in self._opened_before:
            self._opened_before[file] = Face(file.path, file.index, file.pdf_name)
        return self._opened_before[file]


def _distance(face: FontFile) -> int:
    return abs(face.weight - REGULAR)


def _fonts_below(folder: str, depth: int) -> Iterator[str]:
    """Yield the font files in a folder and the folders in it; what cannot be read is left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(ENDINGS):
            yield entry.path
        elif depth < MAX_DEPTH and entry.is_dir():
            yield from _fonts_below(entry.path, depth + 1)


def font_folders(platform: str, environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Return where a system keeps fonts: the user's own, then those of all users.

    `platform` is that of `sys`. Windows: Fonts of the system and, since 1809, of the user.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        system = environment.get("WINDIR", r"C:\Windows")
        return Path(local, "Microsoft", "Windows", "Fonts"), Path(system, "Fonts")
    if platform == "darwin":
        shared = (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
        return home / "Library" / "Fonts", *shared
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return own / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")

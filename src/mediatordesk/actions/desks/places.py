"""Where the program's own data lies: packs and resources, in a checkout or in an installed copy."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from mediatordesk.documents import font_folders


@dataclass(frozen=True)
class Places:
    """The folders that the program brings with it, and where it notes what must not be set back.

    `machine_fonts` are the system's own; only a window looks into them (docs/adr/0006-fonts.md).
    `marks` holds the tide marks of this account's desks; None keeps none (a demo, a test).
    """

    forms: Path
    resources: Path
    machine_fonts: tuple[Path, ...] = ()
    marks: Path | None = None

    @classmethod
    def installed(cls) -> "Places":
        """Return the data of the installed package, or of the checkout that runs."""
        package = Path(str(files("mediatordesk")))
        data = package / "data"
        home = data if data.is_dir() else package.parent.parent
        marks = marks_folder(sys.platform, os.environ, Path.home())
        return cls(home / "forms", home / "resources", marks=marks)

    def without_marks(self) -> "Places":
        """Return the same places for desks that are thrown away: nothing is noted outside them."""
        return replace(self, marks=None)

    def on_this_machine(self) -> "Places":
        """Return the same places and the folders in which this machine keeps its fonts."""
        return replace(self, machine_fonts=font_folders(sys.platform, os.environ, Path.home()))

    @property
    def fonts(self) -> Path:
        """Return the folder of fonts."""
        return self.resources / "fonts"

    @property
    def calendars(self) -> Path:
        """Return the folder of rest-day calendars."""
        return self.resources / "calendars"

    @property
    def codes(self) -> Path:
        """Return the folder of tables of area codes."""
        return self.resources / "codes"

    @property
    def scenarios(self) -> Path:
        """Return the folder of the demo's scenarios."""
        return self.resources / "scenarios"

    @property
    def translations(self) -> Path:
        """Return the folder of translations."""
        return self.resources / "translations"


def marks_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return where tide marks lie on a system: outside of every desk, and in no backup of one.

    XDG Base Directory Specification 0.8 (state); the local application data of Windows.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else home / "AppData" / "Local") / "mediatordesk" / "marks"
    state = Path(environment.get("XDG_STATE_HOME", ""))
    base = state if state.is_absolute() else home / ".local" / "state"
    return base / "mediatordesk" / "marks"

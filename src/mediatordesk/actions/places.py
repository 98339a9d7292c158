"""Where the program's own data lies: packs and resources, in a checkout or in an installed copy."""

import os
import sys
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from mediatordesk.documents import font_folders


@dataclass(frozen=True)
class Places:
    """The folders that the program brings with it.

    `machine_fonts` are the system's own; only a window looks into them (docs/adr/0006-fonts.md).
    """

    forms: Path
    resources: Path
    machine_fonts: tuple[Path, ...] = ()

    @classmethod
    def installed(cls) -> "Places":
        """Return the data of the installed package, or of the checkout that runs."""
        package = Path(str(files("mediatordesk")))
        data = package / "data"
        home = data if data.is_dir() else package.parent.parent
        return cls(home / "forms", home / "resources")

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
    def scenarios(self) -> Path:
        """Return the folder of the demo's scenarios."""
        return self.resources / "scenarios"

    @property
    def translations(self) -> Path:
        """Return the folder of translations."""
        return self.resources / "translations"

"""Where the program's own data lies: packs and resources, in a checkout or in an installed copy."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The folders that the program brings with it."""

    forms: Path
    resources: Path

    @classmethod
    def installed(cls) -> "Places":
        """Return the data of the installed package, or of the checkout that runs."""
        package = Path(str(files("mediatordesk")))
        data = package / "data"
        home = data if data.is_dir() else package.parent.parent
        return cls(home / "forms", home / "resources")

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

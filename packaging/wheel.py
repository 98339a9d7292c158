"""Put the packs and resources into the wheel, so that an installed copy needs no checkout."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "mediatordesk/data"
# The FandolFang source stays in the repository: resources/fonts/README.md.
LEFT_OUT = ("resources/fonts/source/", "resources/translations/mediatordesk.pot")


class PackagedData(BuildHookInterface):  # type: ignore[type-arg] # its parameter is hatchling's own
    """Adds `forms/` and `resources/` as `mediatordesk/data/…`, with the translations compiled."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file and its place; an editable install reads the checkout instead."""
        if version == "editable":
            return
        root = Path(self.root)
        for catalogue in root.glob("resources/translations/*/LC_MESSAGES/*.po"):
            compile_catalogue(catalogue)
        files = (file for name in ("forms", "resources") for file in (root / name).rglob("*"))
        places = {file.relative_to(root).as_posix(): file for file in files if file.is_file()}
        build_data["force_include"] |= {
            str(file): f"{DATA}/{place}"
            for place, file in sorted(places.items())
            if not place.startswith(LEFT_OUT)
        }


def compile_catalogue(catalogue: Path) -> None:
    """Write the `.mo` that gettext reads beside a `.po`."""
    with catalogue.open("rb") as texts, catalogue.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(texts))

"""What the archive has lost: bundles that came once and do not lie there whole any more.

The database does not show it: what they say was taken over long ago. So the archive is looked
through, and what is lost is collected anew where it still lies, or asked for from the laptops.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mediatordesk.centre.databases import OfficeDatabase
from mediatordesk.centre.databases.marks import Fate
from mediatordesk.core.encoding import decode, encode

LOST = "lost"
"""Under this name an office's database remembers what was found to be lost."""
CAME = tuple(fate for fate in Fate if fate is not Fate.REFUSED)
"""What became of bundles that must lie in the archive."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What the archive has lost of one office."""

    store: OfficeDatabase

    def names(self) -> list[str]:
        """Return the bundles that are lost, and have not come again since."""
        value = self.store.recall(LOST)
        match None if value is None else decode(value):
            case list(names):
                return self.store.unmarked([str(name) for name in names])
        return []

    def note(self, found: Iterable[str]) -> None:
        """Remember what is lost, and forget that it came: it is collected when it comes again."""
        new = set(found)

        def noted() -> None:
            self.store.remember(LOST, encode(sorted({*self.names(), *new})))
            for name in new:
                self.store.forget(name)

        if new:
            self.store.together(noted)

    def expected(self) -> Iterator[str]:
        """Yield the bundles that came and must lie in the archive."""
        for name, _ in self.store.marked(*CAME):
            yield name

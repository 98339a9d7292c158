"""Colours and sizes: two themes, three type sizes, one unit that all spacing is a multiple of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """What a colour says; a colour never stands without a word."""

    PLAIN = "plain"
    ACCENT = "accent"
    GREEN = "green"
    """Done, complete."""
    AMBER = "amber"
    """Comes soon."""
    RED = "red"
    """Late or missing, nothing else."""


class Pair(NamedTuple):
    """A colour of text, the colour it stands on, and where."""

    text: str
    ground: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of the window, as #RRGGBB."""

    name: str
    ground: str
    card: str
    nav: str
    line: str
    text: str
    mute: str
    accent: str
    accent_tint: str
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    primary: str
    on_primary: str

    def tone(self, tone: Tone) -> Pair:
        """Return text and ground of a tone."""
        if tone is Tone.PLAIN:
            return Pair(self.mute, self.ground, tone)
        return Pair(getattr(self, tone), getattr(self, f"{tone}_tint"), tone)

    def pairs(self) -> tuple[Pair, ...]:
        """Return every pair of text and ground in use; each keeps 4.5:1 (WCAG 2.2, 1.4.3)."""
        grounds = {"page": self.ground, "card": self.card, "navigation": self.nav}
        plain = [
            Pair(colour, ground, f"{what} on {where}")
            for where, ground in grounds.items()
            for what, colour in (("text", self.text), ("mute", self.mute), ("accent", self.accent))
        ]
        chosen = [
            Pair(self.text, self.accent_tint, "chosen row"),
            Pair(self.mute, self.accent_tint, "chosen row, second line"),
            Pair(self.on_primary, self.primary, "first button"),
            Pair(self.text, self.red_tint, "alert"),
            Pair(self.red, self.card, "late, on card"),
        ]
        return (*plain, *chosen, *(self.tone(tone) for tone in Tone))


LIGHT = Theme(
    name="light",
    ground="#F5F6F8",
    card="#FFFFFF",
    nav="#FFFFFF",
    line="#DDE1E7",
    text="#1D2733",
    mute="#5C6B7A",
    accent="#1F5FA8",
    accent_tint="#E6EFF9",
    red="#B3261E",
    red_tint="#FCEBEA",
    amber="#8A5A00",
    amber_tint="#FFF3DC",
    green="#1B6B3A",
    green_tint="#E4F4EA",
    primary="#1F5FA8",
    on_primary="#FFFFFF",
)

DARK = Theme(
    name="dark",
    ground="#15191E",
    card="#1E242B",
    nav="#1A1F25",
    line="#343D47",
    text="#E7ECF2",
    mute="#9DAAB8",
    accent="#7FB2EE",
    accent_tint="#22384F",
    red="#FF8A80",
    red_tint="#4A2422",
    amber="#F2C062",
    amber_tint="#443618",
    green="#7FD49B",
    green_tint="#1E3D2A",
    primary="#2E6FB8",
    on_primary="#FFFFFF",
)

NORMAL, LARGE, LARGEST = 11, 13, 15
"""Type sizes in points (普通, 大, 特大)."""


@dataclass(frozen=True)
class Look:
    """How the window looks now: a theme and a type size in points."""

    theme: Theme = LIGHT
    points: int = NORMAL

    @property
    def unit(self) -> int:
        """Return the unit of spacing in device-independent pixels."""
        return round(self.points * 0.62)

    @property
    def title_points(self) -> float:
        """Return the size of a page's title in points."""
        return round(self.points * 1.45, 1)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definitions)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

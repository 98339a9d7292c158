"""What is remembered about each bundle of an office, by its name."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a bundle."""

    ARRIVED = "arrived"
    """It lies in the archive, and nobody has looked into it yet."""
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    HELD = "held"
    """Said by a revoked device after it was lost: kept, and shown to an officer."""
    PART = "part"
    FORK = "fork"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a bundle, and which changes it holds."""

    fate: Fate
    replica: bytes = b""
    seq0: int = 0
    last: int = 0

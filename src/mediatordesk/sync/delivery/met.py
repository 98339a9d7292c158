"""What an exchange brought from the colleagues of an office."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """What colleagues brought: changes taken over, set aside, and parts of files.

    `waiting` are replicas of which earlier changes are missing or later ones are not believed;
    `forks` and `refused` name bundles, the latter with the failed check. While it goes on, `left`
    says how many bundles are still to be looked at.
    """

    changes: int = 0
    quarantined: int = 0
    parts: int = 0
    waiting: tuple[bytes, ...] = ()
    forks: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    left: int = 0

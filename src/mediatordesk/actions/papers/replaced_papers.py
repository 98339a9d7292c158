"""Versions of a paper that a newer one replaced: what was signed on them is void, and says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.changes import Op
from mediatordesk.core.papers import Paper, Signature
from mediatordesk.core.records import added
from mediatordesk.core.texts import _

NAMES_SHOWN = 12
"""So many of those who signed are named in the log; the signatures themselves name them all."""


@dataclass(frozen=True)
class ReplacedVersion:
    """An older version of a paper that somebody had signed, and when it was replaced."""

    paper: Paper
    signatures: tuple[Signature, ...]
    replaced_at: datetime | None = None
    """None where a newer version came from another desk that did not note it."""


def voided_by(file: CaseFile, paper: Paper, now: datetime) -> list[Op]:
    """Return what is noted when a new version is made: the signatures on older ones are void.

    Nothing of what was signed is changed or taken away: the log of the old version says that it
    was replaced, and by what.
    """
    return [
        added(
            CeremonyNote(
                case_id=file.case.id,
                paper_id=one.paper.id,
                step=CeremonyStep.VOIDED,
                happened_at=now,
                remark=_("version {n} was made; these signatures no longer count: {names}").format(
                    n=paper.version, names=_named(one)
                ),
            )
        )
        for one in _signed_before(file, paper)
        if one.replaced_at is None
    ]


def replaced_by(file: CaseFile, paper: Paper) -> tuple[ReplacedVersion, ...]:
    """Return the older versions of a paper that somebody had signed, the oldest first."""
    return tuple(_signed_before(file, paper))


def _signed_before(file: CaseFile, paper: Paper) -> Iterator[ReplacedVersion]:
    for one in file.papers:
        same = (one.kind, one.about) == (paper.kind, paper.about)
        if same and one.version < paper.version and one.locked:
            notes = [
                note.happened_at
                for note in file.ceremony_of(one.id)
                if note.step is CeremonyStep.VOIDED
            ]
            yield ReplacedVersion(one, file.signatures_on(one.id), notes[-1] if notes else None)


def _named(one: ReplacedVersion) -> str:
    names = [given.name for given in one.signatures]
    return "、".join(names[:NAMES_SHOWN]) + ("…" if len(names) > NAMES_SHOWN else "")

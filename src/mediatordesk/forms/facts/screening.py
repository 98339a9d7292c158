"""Screening for false mediation: points of its signs; and what the director has released.

The duty is to suspend and to report (特邀调解规定 18); signs, points and threshold are pack data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.forms.definitions.rules import Level
from mediatordesk.forms.findings import Finding, Released

THRESHOLD = "screening_threshold"
"""The setting of how many points hold a case."""
_ALIKE = ("id_number", "phone", "address", "service_address", "legal_representative")


@dataclass(frozen=True)
class Screening:
    """What the screening of a case came to."""

    score: int
    threshold: int
    codes: tuple[str, ...]
    """The signs found, and whatever stops the mediation by itself."""
    held: bool
    """Nothing goes on until the director lets it."""
    released: bool


def screening_of(findings: Iterable[Finding], settings: Mapping[str, Any]) -> Screening:
    """Return what the findings of a check come to: points, threshold, and whether they hold."""
    signs = [one for one in findings if is_sign(one)]
    stops = [one for one in signs if one.level is Level.STOP]
    return Screening(
        score=sum(one.points for one in signs),
        threshold=int(settings.get(THRESHOLD, 0)),
        codes=tuple(dict.fromkeys(one.code for one in signs)),
        held=any(one.blocks for one in stops),
        released=bool(stops) and not any(one.blocks for one in stops),
    )


def is_sign(finding: Finding) -> bool:
    """Tell whether a finding is a sign of false mediation, or stops the mediation by itself."""
    return finding.points > 0 or finding.level is Level.STOP


def with_releases(
    findings: Iterable[Finding], releases: Iterable[Mapping[str, Any]]
) -> tuple[Finding, ...]:
    """Return the findings with those marked that the director released.

    Another sign than those that were before the director holds the case again; other words than
    those that the director read need the director again.
    """
    told = sorted(releases, key=lambda one: str(one["released_at"]))
    found = _signs_released(tuple(findings), [one for one in told if not one["about"]])
    return tuple(_words_released(one, told) for one in found)


def _signs_released(
    findings: tuple[Finding, ...], releases: Iterable[Mapping[str, Any]]
) -> tuple[Finding, ...]:
    """Return the findings with all signs released, if none of them is new to the director."""
    let_go = {code: one for one in releases for code in one["codes"]}
    if not {one.code for one in findings if is_sign(one)} <= let_go.keys():
        return findings
    return tuple(
        replace(one, release=_released(let_go[one.code])) if is_sign(one) else one
        for one in findings
    )


def _words_released(finding: Finding, releases: Iterable[Mapping[str, Any]]) -> Finding:
    """Return a finding released if the director read this very thing in these very words."""
    if not (finding.needs_director or finding.releasable):
        return finding
    for one in releases:
        read = (str(one["about"] or ""), one["words"]) == finding.subject
        if read and one["about"] and finding.code in one["codes"]:
            finding = replace(finding, release=_released(one))
    return finding


def _released(release: Mapping[str, Any]) -> Released:
    """Return who let something go, when and why."""
    return Released(release["director"], release["released_at"], release["reason"])


def shared_by_both_sides(file: CaseFile) -> tuple[str, ...]:
    """Return phones, addresses and representatives that parties of both sides have in common."""
    return tuple(dict.fromkeys(_shared(file.parties)))


def _shared(parties: tuple[Party, ...]) -> Iterator[str]:
    """Yield what an applicant and a respondent have in common."""
    sides = [
        [one for one in parties if one.role is role]
        for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    ]
    for one in sides[0]:
        for other in sides[1]:
            for name in _ALIKE:
                if (content := getattr(one, name)) and content == getattr(other, name):
                    yield content

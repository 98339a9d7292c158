"""What is odd in a roster though it may be right: said, never refused."""

from collections.abc import Mapping, Sequence

from mediatordesk.actions.persons.duplicates import same_numbers
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level
from mediatordesk.forms.definitions.rosters import Repeat, Roster
from mediatordesk.forms.rosters.cells import shown
from mediatordesk.forms.rosters.reading import RosterRow
from mediatordesk.store import Store

NUMBER_TWICE = "R02"
MAYBE_SAME = "R03"
NUMBER_TWICE_WORDS = N_("The identity number of {name} stands in rows {rows}.")
CONTENT_TWICE_WORDS = N_("{title}: {content} stands in rows {rows} ({names}).")
MAYBE_SAME_WORDS = N_("{name} has the identity number of {other} in “{case}”: the same person?")


def repeated_contents(
    roster: Roster, rows: Sequence[RosterRow], people: Mapping[int, Party]
) -> tuple[Finding, ...]:
    """Return what should stand in one row only and stands in several: a flat sold twice."""
    return tuple(
        finding for repeat in roster.repeats for finding in _repeated(roster, repeat, rows, people)
    )


def repeated_numbers(people: Mapping[int, Party]) -> tuple[Finding, ...]:
    """Return the identity numbers that stand in several rows of one file."""
    by_number: dict[str, list[int]] = {}
    for row, party in people.items():
        by_number.setdefault(party.id_number, []).append(row)
    return tuple(
        Finding(
            NUMBER_TWICE,
            Level.WARN,
            _(NUMBER_TWICE_WORDS).format(name=people[rows[0]].name, rows=_listed(rows)),
            quote=number,
            about=str(people[rows[0]].id),
        )
        for number, rows in by_number.items()
        if number and len(rows) > 1
    )


def maybe_same(store: Store, people: Sequence[Party]) -> tuple[Finding, ...]:
    """Return who of the new people has the identity number of somebody in the desk."""
    known = same_numbers(store, [one.id_number for one in people])
    cases = {one.case_id for parties in known.values() for one in parties}
    titles = {case: _title(store.get(Case, case)) for case in cases}
    told = {one.id_number: one for one in reversed(people) if one.id_number in known}
    return tuple(
        Finding(
            MAYBE_SAME,
            Level.WARN,
            _(MAYBE_SAME_WORDS).format(
                name=party.name, other=other.name, case=titles[other.case_id]
            ),
            quote=number,
            about=str(other.id),
        )
        for number, party in reversed(told.items())
        for other in known[number][:1]
    )


def _repeated(
    roster: Roster, repeat: Repeat, rows: Sequence[RosterRow], people: Mapping[int, Party]
) -> list[Finding]:
    """Return the contents of one kind that stand in several rows."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        content = tuple(row.values.get(name, "") for name in repeat.columns)
        if any(content) and (not repeat.among or people[row.number].role in repeat.among):
            found.setdefault(content, []).append(row.number)
    return [
        Finding(
            repeat.code,
            Level.WARN,
            _(CONTENT_TWICE_WORDS).format(
                title=repeat.title,
                content=_shown(roster, repeat, content),
                rows=_listed(numbers),
                names="、".join(people[one].name for one in numbers),
            ),
            quote=_shown(roster, repeat, content),
        )
        for content, numbers in found.items()
        if len(numbers) > 1
    ]


def _shown(roster: Roster, repeat: Repeat, content: tuple[str, ...]) -> str:
    columns = [roster.column(name) for name in repeat.columns]
    return " ".join(
        shown(column, text) for column, text in zip(columns, content, strict=True) if column
    )


def _title(case: Case) -> str:
    return f"{case.number or case.mark} {case.title}".strip()


def _listed(rows: Sequence[int]) -> str:
    return "、".join(map(str, rows))

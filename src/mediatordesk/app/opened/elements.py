"""A pack's fields as the window sees them: the actions, behind the questions of their place."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.intake import set_field, set_party_field
from mediatordesk.actions.cases.rows import (
    add_row,
    put_back_row,
    rows_of,
    take_out_row,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.app.asked.element_desk import Ask, Element, ElementKey, Row
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.money import yuan
from mediatordesk.core.parties import Party
from mediatordesk.forms import Field, Pack
from mediatordesk.forms.definitions.questions import Column
from mediatordesk.forms.language.language import holds, readable
from mediatordesk.forms.packs.elements import ROW
from mediatordesk.store import read_case_file

Facts = Mapping[str, Any]


class OpenedElements:
    """Answers the place for a pack's fields. It is used in the database thread only.

    A row that is being typed stays in the memory of this desk that never travels, one for each
    operator, case and table.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def elements(self, case_id: UUID) -> tuple[Element, ...]:
        """Return the fields that a case's pack asks, those of the case first, then the parties'."""
        file, pack = self._opened(case_id)
        facts = pack.with_elements(facts_on_desk(self._desk, file))
        scope = readable(facts)
        of_case = [self._of_case(file, pack, one, scope) for one in _own_first(pack, "case")]
        of_parties = [
            self._of_party(file, pack, one, party, {**scope, "party": told})
            for party, told in zip(file.parties, scope["parties"], strict=True)
            for one in _own_first(pack, "party")
        ]
        return (*of_case, *of_parties)

    def enter(self, case_id: UUID, key: ElementKey, text: str) -> Change:
        """Save an answer; WrongEntry says why it does not fit its question."""
        file, pack = self._opened(case_id)
        typed = _as_entered(_field(pack, key), text)
        if key.party is None:
            return set_field(self._desk, case_id, key.name, typed)
        return set_party_field(self._desk, case_id, file.party(key.party), key.name, typed)

    def enter_row(self, case_id: UUID, key: ElementKey, row: Row) -> Change:
        """Add a row to a table, or write the row of that id anew; WrongEntry."""
        file, pack = self._opened(case_id)
        table = _field(pack, key)
        data = {one.name: _cell(one, row.answers.get(one.name, "")) for one in table.columns}
        change = add_row(self._desk, file, table, {**data, ROW: row.id} if row.id else data)
        self.keep_row(case_id, key, None)
        return change

    def take_out_row(self, case_id: UUID, key: ElementKey, row: str) -> Change:
        """Take a row out of a table; RowOnPaper once a paper was made from it, RowNotThere."""
        file, pack = self._opened(case_id)
        return take_out_row(self._desk, file, _field(pack, key), row)

    def put_back_row(self, case_id: UUID, key: ElementKey, row: str, place: int) -> Change:
        """Put a row back at its old place, from 0, as the log has it."""
        file, pack = self._opened(case_id)
        return put_back_row(self._desk, file, _field(pack, key), row, place)

    def keep_row(self, case_id: UUID, key: ElementKey, row: Row | None) -> None:
        """Keep what was typed of a row, on this computer only; None forgets it."""
        data = json.dumps([row.id, dict(row.answers)]).encode() if row else b""
        self._desk.store.remember(self._draft_name(case_id, key.name), data)

    def _opened(self, case_id: UUID) -> tuple[CaseFile, Pack]:
        file = read_case_file(self._desk.store, case_id)
        return file, self._desk.packs.pack(file.case.pack)

    def _of_case(self, file: CaseFile, pack: Pack, one: Field, scope: Facts) -> Element:
        """Return a field that is asked of the case."""
        if one.kind is not AnswerKind.TABLE:
            answer = _as_typed(one.kind, file.elements.get(one.name, ""))
            ask = _ask(one, _choices(pack, one, file))
            return Element(ask, one.section, answer=answer, asked=holds(one.when, scope))
        return Element(
            _ask(one, ()),
            one.section,
            asked=holds(one.when, scope),
            columns=tuple(_ask(column, _labels(column)) for column in one.columns),
            rows=tuple(_row(one, kept) for kept in rows_of(file, one.name)),
            draft=self._draft(file.case.id, one.name),
        )

    def _of_party(
        self, file: CaseFile, pack: Pack, one: Field, party: Party, scope: Facts
    ) -> Element:
        """Return a field that is asked of a party."""
        content = file.party_elements.get(party.id, {}).get(one.name, "")
        return Element(
            _ask(one, _choices(pack, one, file)),
            one.section,
            party.id,
            _as_typed(one.kind, content),
            holds(one.when, scope),
        )

    def _draft(self, case_id: UUID, table: str) -> Row | None:
        """Return the row of a table that is being typed."""
        data = self._desk.store.recall(self._draft_name(case_id, table))
        return Row(*json.loads(data)) if data else None

    def _draft_name(self, case_id: UUID, table: str) -> str:
        return f"draft/row/{self._desk.operator.id}/{case_id}/{table}"


def _own_first(pack: Pack, each: str) -> list[Field]:
    """Return the fields of a pack by section: those it has itself before those it extends."""
    own_first = [one.section for data in reversed(pack.line) for one in data.fields]
    place = {section: n for n, section in enumerate(dict.fromkeys(own_first))}
    asked = [one for one in pack.data.fields if one.each == each]
    return sorted(asked, key=lambda one: place[one.section])


def _field(pack: Pack, key: ElementKey) -> Field:
    """Return a field by what it is known by; one that is asked was shown, so it is there."""
    asked = pack.fields() if key.party is None else pack.party_fields()
    return next(one for one in asked if one.name == key.name)


def _ask(one: Field | Column, choices: tuple[tuple[str, str], ...]) -> Ask:
    """Return what is asked for."""
    words = one.help if isinstance(one, Field) else ""
    return Ask(one.name, one.label, one.kind, choices, one.required, words)


def _labels(one: Field | Column) -> tuple[tuple[str, str], ...]:
    """Return the choices that stand in the pack."""
    return tuple((choice.name, choice.label) for choice in one.choices)


def _choices(pack: Pack, one: Field, file: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return the choices of a field, with the dispute types that are choices of some."""
    day = file.case.registered_on
    if not one.multiple_of or day is None:
        return _labels(one)
    kinds = [kind for kind in pack.dispute_types(day) if kind.group == one.multiple_of]
    return (*_labels(one), *((kind.code, f"{kind.code} {kind.title}") for kind in kinds))


def _row(table: Field, kept: Mapping[str, str]) -> Row:
    """Return a row of a table as it is typed."""
    cells = {one.name: _as_typed(one.kind, kept.get(one.name, "")) for one in table.columns}
    return Row(kept.get(ROW, ""), cells)


def _as_typed(kind: AnswerKind, content: str) -> str:
    """Return an answer as it is typed, from how it is kept."""
    if content and kind is AnswerKind.AMOUNT:
        return yuan(int(content))
    if content and kind is AnswerKind.CHOICES:
        return "\n".join(json.loads(content))
    return content


def _as_entered(one: Field, text: str) -> str:
    """Return an answer as a field is set: what is not one line of text is JSON."""
    if text and one.kind in {AnswerKind.NUMBER, AnswerKind.CHOICES}:
        return json.dumps(_cell(one, text), ensure_ascii=False)
    return text


def _cell(one: Field | Column, text: str) -> Any:
    """Return an answer as a row takes it."""
    match one.kind:
        case AnswerKind.CHOICES:
            return _lines(text.splitlines())
        case AnswerKind.YES_NO:
            return {"true": True, "false": False}.get(text)
    return text


def _lines(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]

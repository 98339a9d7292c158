"""What a mediator does in an hour, drawn by chance; and each change is told as it is saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import Op, Verb
from mediatordesk.core.papers import Blob
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.sessions import Note
from tests.faults.desks import opened
from tests.faults.tracing import Teller

R = TypeVar("R", bound=Record)
SAVED, ADDED, VISITED = "saved", "added", "visited"
KINDS: Mapping[str, type[Record]] = {kind.TABLE: kind for kind in (Blob, Case, Note, Party)}
NAMES = ("覃𬭎", "O'Brien & Sons", "a<b", "Nguyễn Văn Đức", "王小明", "黎桂英 莫志强")
FILE_BYTES = (10, 5_000, 90_000)


def work_a_while(
    home: Path, tell: Teller, *, seed: int, edits: int, box: Path | None = None
) -> None:
    """Open a desk, save so many changes, and put a mailbox in if there is one.

    It tells after each save where the log stands, so whoever listens knows what is safe.
    """
    chance = Random(seed)  # noqa: S311 - a day's work
    with opened(home) as desk:
        _tell_head(desk, tell)
        for _ in range(edits):
            ops = [one for one in chance.choices(EDITS, WEIGHTS)[0](desk, chance) if one.cells]
            if ops:
                desk.commit(ops)
                for op in ops:
                    if op.verb is Verb.INSERT:
                        tell(f"{ADDED} {op.table} {op.row}")
                _tell_head(desk, tell)
        if box is not None:
            sync(desk, str(box))
            tell(VISITED)


def _tell_head(desk: Desk, tell: Teller) -> None:
    """Tell up to which change everything is saved: the head of the chain names all before it."""
    head = desk.store.head()
    tell(f"{SAVED} {head.replica.hex()} {head.seq} {head.head.hex()}")


def register_case(_: Desk, chance: Random) -> Sequence[Op]:
    """Register a case with a party."""
    case = Case(pack="people", title=_words(chance), facts=_words(chance))
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, name=chance.choice(NAMES))
    return added(case), added(party)


def correct_case(desk: Desk, chance: Random) -> Sequence[Op]:
    """Correct one or two fields of a case; others correct the same one elsewhere."""
    fields = chance.sample(("title", "facts", "mediator", "recorder"), chance.randint(1, 2))
    return [
        changed(case, replace(case, **{name: _words(chance) for name in fields}))  # type: ignore[arg-type]  # text fields
        for case in _one(desk.store.all(Case)[-6:], chance)
    ]


def let_case_step(desk: Desk, chance: Random) -> Sequence[Op]:
    """Let a case take a step, whichever."""
    status = chance.choice(list(CaseStatus))
    cases = _one(desk.store.all(Case), chance)
    return [changed(case, replace(case, status=status)) for case in cases]


def rename_party(desk: Desk, chance: Random) -> Sequence[Op]:
    """Correct a party's name and telephone."""
    name, phone = chance.choice(NAMES), str(chance.randrange(10**8))
    parties = _one(desk.store.all(Party)[-6:], chance)
    return [changed(party, replace(party, name=name, phone=phone)) for party in parties]


def write_note(desk: Desk, chance: Random) -> Sequence[Op]:
    """Write a line about a case."""
    text, at = _words(chance), desk.clock.now()
    cases = _one(desk.store.all(Case), chance)
    return [added(Note(case_id=case.id, written_at=at, text=text)) for case in cases]


def add_file(desk: Desk, chance: Random) -> Sequence[Op]:
    """Put a file into a case."""
    data = chance.randbytes(chance.choice(FILE_BYTES))
    cases = _one(desk.store.all(Case), chance)
    return [added(desk.blobs.put(data, "application/pdf", case_id=case.id)) for case in cases]


def void(desk: Desk, chance: Random) -> Sequence[Op]:
    """Void a party, or a whole case; or take the last one back."""
    kind: type[Case] | type[Party] = chance.choice((Party, Party, Party, Case))
    voided = desk.store.where(kind, "void_reason != '' ORDER BY rowid", ())[-1:]
    if voided and chance.random() < 1 / 2:
        return [changed(one, replace(one, void_reason="")) for one in voided]
    one = _one(desk.store.all(kind), chance)
    return [changed(record, replace(record, void_reason="录错了")) for record in one]


Edit = Callable[[Desk, Random], Sequence[Op]]
"""Returns what is to be saved: nothing where there is nothing yet to correct."""
EDITS: Sequence[Edit] = (
    register_case, correct_case, let_case_step, rename_party, write_note, add_file, void,
)  # fmt: skip
WEIGHTS = (4, 10, 2, 5, 5, 2, 2)


def _one(records: Sequence[R], chance: Random) -> Sequence[R]:
    """Return one of some records, by chance; none of none."""
    return [chance.choice(records)] if records else []


def _words(chance: Random) -> str:
    return f"{chance.choice(NAMES)} 与 {chance.choice(NAMES)} {chance.randrange(1000)}"

"""What the places of a sample desk answer: values, asked for in the database thread only."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.app.backup_desk import (
    BackupPlace,
    Backups,
    BackupSet,
    BackupWork,
    Report,
    Restoring,
)
from mediatordesk.app.import_desk import (
    ImportChoice,
    Imported,
    ImportKind,
    Planned,
    PlannedRow,
    SamePerson,
)
from mediatordesk.app.material_desk import Material, Taken
from mediatordesk.app.note_desk import Draft, Notes, ShownNote
from mediatordesk.app.operator_desk import Newcomer, OperatorLine, Operators
from mediatordesk.app.tasks import in_database_thread
from mediatordesk.core.changes import CHINA, Change, TimeFlag, tick
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Attachment

TODAY = date(2025, 5, 12)
CHANGE = Change(bytes(8), 1, tick(0, datetime(2025, 5, 12, tzinfo=CHINA)), TimeFlag.CLOCK,
                UUID(int=7), 1, ())  # fmt: skip
BUYERS = ImportKind("people", "buyers", "购房人名单", into_case=True)
CASES = ImportKind("people", "cases", "案件台账")


class Refused(DeskError):
    """For a test."""

    happened = "The file {name} is not wanted."
    kept = "Nothing was added."
    to_do = "Choose another one."


class SampleMaterials:
    """The material of a sample desk; `broken` are names of files that are refused."""

    def __init__(self, added: Callable[[UUID, Material], object]) -> None:
        self._added = added
        self.asked: list[tuple[object, ...]] = []
        self.broken: set[str] = set()
        self.contents: dict[UUID, bytes] = {}

    def kinds(self, _case_id: UUID) -> dict[str, str]:
        assert in_database_thread()
        return {"identity": "身份证明", "evidence": "证据材料"}

    def add(self, case_id: UUID, material: Material) -> Taken:
        assert in_database_thread()
        if material.path.name in self.broken:
            raise Refused(name=material.path.name)
        self.asked.append(("add", case_id, material))
        self._added(case_id, material)
        large = "large" in material.path.name
        return Taken(CHANGE, (f"{material.path.name} has 60 MB.",) if large else ())

    def content(self, attachment: Attachment) -> bytes:
        assert in_database_thread()
        return self.contents.get(attachment.id, b"")

    def save(self, attachment: Attachment, to: Path, *, original: bool) -> Path:
        assert in_database_thread()
        self.asked.append(("save", attachment.id, to, original))
        return to / attachment.name

    def void(self, attachment: Attachment, reason: str) -> Change:
        assert in_database_thread()
        self.asked.append(("void", attachment.id, reason))
        return CHANGE


class SampleNotes:
    """The notes of a sample desk."""

    def __init__(self) -> None:
        self.found: list[ShownNote] = []
        self.drafts: dict[tuple[UUID, bool], str] = {}
        self.written: list[Draft] = []
        self.possible = True
        self.refuse: DeskError | None = None

    def notes(self, case_id: UUID) -> Notes:
        assert in_database_thread()
        plain, caucus = (self.drafts.get((case_id, one), "") for one in (False, True))
        return Notes(tuple(self.found), plain, caucus, self.possible)

    def write(self, case_id: UUID, draft: Draft) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.written.append(draft)
        self.drafts.pop((case_id, draft.caucus), None)
        at = datetime(2025, 5, 12, 10, tzinfo=CHINA)
        self.found.insert(0, ShownNote(uuid4(), at, draft.text, draft.caucus))
        return CHANGE

    def keep_draft(self, case_id: UUID, draft: Draft) -> None:
        assert in_database_thread()
        self.drafts[case_id, draft.caucus] = draft.text


class SampleImports:
    """The imports of a sample desk: a file called `bad…` has two rows to mend."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.case_id: UUID | None = None
        self.pairs = [
            SamePerson(UUID(int=1), UUID(int=2), "覃𬭎：邻里纠纷 / 劳动争议", "the same number"),
        ]

    def kinds(self) -> tuple[ImportKind, ...]:
        assert in_database_thread()
        return BUYERS, CASES

    def plan(self, choice: ImportChoice) -> Planned:
        assert in_database_thread()
        self.asked.append(("plan", choice))
        bad = choice.path.name.startswith("bad")
        rows = tuple(
            PlannedRow(
                number,
                (str(number), f"覃𬭎{number}", "450405199102160320"),
                {2: "the check digit is wrong"} if bad and number in {3, 5} else {},
            )
            for number in range(2, 12)
        )
        warnings = ("北区27层11号 is sold twice: rows 3 and 9",)
        return Planned(choice, ("序号", "姓名", "证件号码"), rows, warnings)

    def apply(self, planned: Planned) -> Imported:
        assert in_database_thread()
        self.asked.append(("apply", planned.choice))
        return Imported(f"Imported: {len(planned.rows)} rows.", (CHANGE,), self.case_id)

    def write_errors(self, planned: Planned) -> Path:
        assert in_database_thread()
        self.asked.append(("errors", planned.choice))
        return planned.choice.path.with_name("有误行.xlsx")

    def write_sample(self, kind: ImportKind, to: Path) -> Path:
        assert in_database_thread()
        self.asked.append(("sample", kind, to))
        return to

    def same_people(self) -> tuple[SamePerson, ...]:
        assert in_database_thread()
        return tuple(self.pairs)

    def join(self, pair: SamePerson) -> Change:
        assert in_database_thread()
        self.pairs = [replace(pair, join=UUID(int=9))]
        return CHANGE

    def part(self, pair: SamePerson) -> Change:
        assert in_database_thread()
        self.pairs = [replace(pair, join=None)]
        return CHANGE


class SampleBackups:
    """The backups of a sample desk; the work of one says that it has ten steps."""

    def __init__(self) -> None:
        self.state = Backups(TODAY)
        self.due_at: Path | None = None
        self.asked: list[tuple[object, ...]] = []
        self.step: Callable[[int], object] = lambda _number: None
        self.refuse: DeskError | None = None

    def standing(self) -> Backups:
        assert in_database_thread()
        return self.state

    def work(self, place: Path, *, only_check: bool) -> BackupWork:
        assert in_database_thread()
        self.asked.append(("check" if only_check else "back up", place))
        return self._work

    def add_place(self, path: Path) -> None:
        assert in_database_thread()
        self.state = replace(self.state, places=(*self.state.places, BackupPlace(path)))

    def forget_place(self, path: Path) -> None:
        assert in_database_thread()
        kept = tuple(one for one in self.state.places if one.path != path)
        self.state = replace(self.state, places=kept)

    def due(self, *, closing: bool) -> Path | None:
        assert in_database_thread()
        self.asked.append(("due", closing))
        return self.due_at

    def _work(self, report: Report) -> str:
        assert not in_database_thread()
        for number in range(10):
            report(number, 10)
            self.step(number)
        if self.refuse:
            raise self.refuse
        self.asked.append(("done",))
        self.state = replace(self.state, last_verified=datetime(2025, 5, 12, 11, tzinfo=CHINA),
                             only_here=0)  # fmt: skip
        return "Backed up and read again."


class SampleRestoring:
    """Restoring on a sample desk."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.refuse: DeskError | None = None

    def sets(self, _place: Path) -> tuple[BackupSet, ...]:
        assert in_database_thread()
        return (
            BackupSet(datetime(2025, 5, 11, 18, tzinfo=CHINA), "changes: 20"),
            BackupSet(datetime(2025, 5, 10, 18, tzinfo=CHINA), "changes: 9"),
        )

    def restore(self, wanted: Restoring) -> Path:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(wanted)
        return wanted.to


class SampleOperators:
    """The operators of a sample desk."""

    def __init__(self, present: UUID) -> None:
        self.present = present
        self.lines = [
            OperatorLine(present, "李秀兰", "调解员", "LXL", has_way_in=True),
            OperatorLine(UUID(int=8), "覃𬭎", "书记员", "Q", has_way_in=True),
        ]
        self.without_typing = False
        self.asked: list[tuple[object, ...]] = []
        self.refuse: DeskError | None = None

    def operators(self) -> Operators:
        assert in_database_thread()
        return Operators(
            tuple(self.lines), self.present, self.without_typing, recovery="The printed sheet."
        )

    def add(self, newcomer: Newcomer) -> None:
        self._note("add", newcomer)
        self.lines.append(
            OperatorLine(uuid4(), newcomer.name, newcomer.post, newcomer.label, has_way_in=True)
        )

    def retire(self, operator: UUID) -> None:
        self._note("retire", operator)
        self.lines = [replace(one, retired=one.retired or one.id == operator) for one in self.lines]

    def change_passphrase(self, old: str, new: str) -> None:
        self._note("passphrase", old, new)

    def open_without_typing(self, *, wanted: bool) -> None:
        self._note("typing", wanted)
        self.without_typing = wanted

    def take_over(self, before: UUID) -> Change:
        self._note("take over", before)
        return CHANGE

    def _note(self, *asked: object) -> None:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(asked)

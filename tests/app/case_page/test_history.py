"""The history of a case: who, when, which field, from what to what."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mediatordesk.app.asked.case_desk import OpenedCase
from mediatordesk.app.case_page.history import history
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA, Cell, Change, Op, TimeFlag, Verb
from mediatordesk.core.records import added
from mediatordesk.core.releases import Release

WHO = UUID(int=7)
NOON = (1747022400000) << 16
"""2025-05-12 12:00 in China, as a hybrid time."""


def change(seq: int, ops: Sequence[Op], flag: TimeFlag = TimeFlag.CLOCK, who: UUID = WHO) -> Change:
    return Change(bytes(8), seq, NOON + seq, flag, who, 1, tuple(ops))


def opened(file: CaseFile, *changes: Change) -> OpenedCase:
    return OpenedCase(file, changes, {WHO: "李秀兰"})


def renamed(file: CaseFile, name: str) -> Op:
    return Op("party", file.parties[0].id, (Cell("name", name),))


def test_a_corrected_name_shows_what_it_was(oral_file: CaseFile) -> None:
    first = change(1, [added(oral_file.parties[0])])
    newest, oldest = history(opened(oral_file, first, change(2, [renamed(oral_file, "覃宏")])))
    assert newest.title == "Party: Name changed"
    assert newest.detail == "覃𬭎 → 覃宏"
    assert newest.word == "李秀兰"
    assert newest.when == "2025-05-12 12:00"
    assert oldest.title == "Party entered"
    assert oldest.detail == "覃𬭎"


def test_what_was_entered_later_is_marked_and_says_by_whom(oral_file: CaseFile) -> None:
    (entry,) = history(opened(oral_file, change(1, [renamed(oral_file, "a<b")], TimeFlag.TYPED)))
    assert entry.word == "entered later"
    assert entry.detail == "李秀兰 · empty → a<b"


def test_a_voided_record_says_so(oral_file: CaseFile) -> None:
    cells = (Cell("void_reason", "重复"),)
    op = Op("party", oral_file.parties[0].id, cells, Verb.VOID)
    (entry,) = history(opened(oral_file, change(1, [op])))
    assert entry.title == "Party voided"


def test_a_long_text_is_shortened_in_the_list(labour_file: CaseFile) -> None:
    op = Op("case", labour_file.case.id, (Cell("facts", "很" * 500),))
    (entry,) = history(opened(labour_file, change(1, [op])))
    assert len(entry.detail) < 80
    assert entry.detail.endswith("…")


def test_a_release_says_who_let_which_words_stand_and_why(oral_file: CaseFile) -> None:
    release = Release(
        case_id=oral_file.case.id,
        released_at=datetime(2025, 5, 12, 12, tzinfo=CHINA),
        director="Nguyễn Văn Đức",
        reason="已核对",
        codes=("SW12",),
        about=UUID(int=9),
        words="a<b 另行安排",
    )
    (entry,) = history(opened(oral_file, change(1, [added(release)])))
    assert entry.title == "Director's release entered"
    assert entry.detail == "Nguyễn Văn Đức · 已核对 · a<b 另行安排"


def test_a_change_from_another_desk_has_somebody(oral_file: CaseFile) -> None:
    stranger = change(1, [renamed(oral_file, "b")], who=UUID(int=8))
    (entry,) = history(opened(oral_file, stranger))
    assert entry.word == "somebody at another desk"

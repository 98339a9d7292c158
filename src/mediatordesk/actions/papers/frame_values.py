"""What cover, index, file note and back cover say of a file: counted where the files are.

The rest of what they say is told without the desk (`file_values`, `closing_values`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.closing_values import NOTHING, NOTHING_TO_SAY, lines_of
from mediatordesk.actions.papers.file_counts import counted_files
from mediatordesk.actions.papers.file_pages import (
    FILE_NOTE,
    FRAME,
    BoundItem,
    Trouble,
    bound_items,
    file_items,
    pages_of_file,
    pages_of_frame,
)
from mediatordesk.actions.papers.file_values import index_lines
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.forms import Stage, facts_of, run_checks
from mediatordesk.forms.packs.packs import Pack

COUNTED = "file:counted"
"""Under this name `extra` may say what was `Counted` of each file before, by its SHA-256."""
NOT_READ = {
    Trouble.NO_PAGES: "{}不能装订成页，以电子形式保存，校验值见卷内目录。",
    Trouble.DAMAGED: "{}的电子文件已经损坏或者加了密码，未能装订，校验值见卷内目录。",
    Trouble.ABSENT: "{}的电子文件还在另一台电脑上，未能装订，校验值见卷内目录。",
}


def frame_values(
    desk: Desk, pack: Pack, file: CaseFile, code: str, told: Mapping[str, object]
) -> dict[str, object]:
    """Return what the papers around a file say of it, over what is `told` without the desk.

    Pages are counted, unless `told` has them under COUNTED.
    """
    day = desk.clock.today()
    counted = told.get(COUNTED)
    if not isinstance(counted, Mapping):
        counted = counted_files(desk, file, file_items(pack, file, day))
    bound = bound_items(pack, file, day, counted)
    before = told["卷宗"]
    assert isinstance(before, Mapping)  # noqa: S101 - closing_values makes it
    case_file = {**before, **_counts(pack, file, bound)}
    case_file["立卷人"] = before["立卷人"] or desk.operator.name
    if code == FILE_NOTE:
        case_file["情况"] = tuple(_state(pack, file, bound, day)) or (NOTHING_TO_SAY,)
    return {"目录": index_lines(pack, file, bound), "卷宗": case_file}


def _counts(pack: Pack, file: CaseFile, bound: Iterable[BoundItem]) -> dict[str, object]:
    """Return how many pages the file has, and what belongs to it beside them."""
    elements = pack.read_elements(file.elements)
    pages = pages_of_file(bound, elements.get("further_pages") or 0)
    electronic = sum(one.trouble is not None for one in bound)
    beside = ((elements.get("discs") or 0, "光盘{}张"), (electronic, "电子文件{}件"))
    return {
        "页数": pages,
        "连面带底": pages + pages_of_frame(file),
        "附件": "，".join(words.format(n) for n, words in beside if n) or NOTHING,
    }


def _state(pack: Pack, file: CaseFile, bound: Iterable[BoundItem], day: date) -> Iterator[str]:
    """Yield what the file note says: what somebody wrote, what is missing, what has no pages."""
    yield from lines_of(pack.read_elements(file.elements).get("file_state"))
    codes = {kind.code for kind in pack.papers(day)} - FRAME
    findings = run_checks(pack, facts_of(file, day), stage=Stage.ARCHIVE, on=day)
    yield from (f"{one.why}。" for one in findings if one.code in codes and one.blocks)
    troubles = ((one.item.title, NOT_READ.get(one.trouble)) for one in bound if one.trouble)
    yield from (words.format(title) for title, words in troubles if words)
    if file.case.status is CaseStatus.ARCHIVED:
        yield f"归档后有补充材料，于{day.year}年{day.month}月{day.day}日重新装订。"

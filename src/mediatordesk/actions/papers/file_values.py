"""What a case's file holds: cover and index (D01, D02), investigations and evidence (D13, D14)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from mediatordesk.actions.papers.file_pages import (
    BoundItem,
    FileItem,
    Form,
    Trouble,
    bound_items,
)
from mediatordesk.actions.papers.panel_values import mediators_of
from mediatordesk.actions.papers.row_values import (
    NONE_HERE,
    Elements,
    Row,
    choices_of,
    moment_text,
    row_about,
    short_day,
    words_of,
)
from mediatordesk.actions.papers.signing_values import UNDATED
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Attachment, SignerRole
from mediatordesk.forms.packs.elements import ROW
from mediatordesk.forms.packs.packs import Pack

NOTHING = "无"
BEHIND = "附后"
NOT_ON_PAPER = {
    Trouble.NO_PAGES: "（电子文件，SHA-256：{}）",
    Trouble.DAMAGED: "（电子文件，不能打开，SHA-256：{}）",
    Trouble.ABSENT: "（电子文件，在另一台电脑上，SHA-256：{}）",
}
"""What the index says of a thing that has no pages."""
ENDING = re.compile(r"\.(pdf|jpe?g|png|tiff?|bmp|webp)$", re.IGNORECASE)
"""Of the name of a file: on paper it is none."""
NAMED_BY = ("person", "mediator", "recipient")
"""The columns that name whom the paper of a row is about."""
EVIDENCE = "evidence"
"""The kind under which evidence is handed in."""


def file_values(
    pack: Pack, file: CaseFile, day: date, about: UUID | None = None
) -> dict[str, object]:
    """Return what papers say of the file of a case and what it holds; goes into `extra`.

    `about` is the investigation that a record is for.
    """
    elements = pack.read_elements(file.elements)
    told: dict[str, object] = {
        "封面": _cover(pack, file, elements, day),
        "目录": index_lines(pack, file, bound_items(pack, file, day)),
        "证据清单": tuple(_evidence(pack, file, elements)),
        "被调查人签名图": None,
    }
    row = row_about(elements.get("investigations"), about)
    return told | (_investigation(file, row) if row else {})


def _cover(pack: Pack, file: CaseFile, elements: Elements, day: date) -> dict[str, object]:
    """Return what stands on the cover (D01): from the acceptance to the last that happened.

    While nothing has, its end is left open, to be written by hand.
    """
    case = file.case
    met = [one.held_at.date() for one in file.sessions]
    agreed = [one.agreed_on for one in file.agreements if one.agreed_on]
    ended = max([*met, *agreed], default=case.closed_on)
    return {
        "卷名": case.title,
        "人民调解员": mediators_of(file, elements),
        "起": case.accepted_on or case.registered_on,
        "止": ended or UNDATED,
        "立卷日期": elements.get("filed_on") or day,
        "保管期限": pack.settings(day, file.settings).get("retention_period"),
        "备注": elements.get("archive_remark") or NOTHING,
    }


def index_lines(
    pack: Pack, file: CaseFile, bound: Iterable[BoundItem]
) -> tuple[dict[str, object], ...]:
    """Return the lines of the index (D02): each paper and file with its first and last page."""
    elements = pack.read_elements(file.elements)
    return tuple(_line(file, elements, one) for one in bound)


def _line(file: CaseFile, elements: Elements, bound: BoundItem) -> dict[str, object]:
    """Return a line of the index; what has no pages is named by its hash."""
    item = bound.item
    pages = str(bound.first) if bound.first == bound.last else f"{bound.first}-{bound.last}"
    named = titled(file, elements, item)
    if bound.trouble in NOT_ON_PAPER:
        named, pages = item.title + NOT_ON_PAPER[bound.trouble].format(item.sha256), "电子"
    number = item.paper.number if item.paper else ""
    return {
        "文书名称": named,
        "文号": number or None,
        "责任者": _author(file, elements, item),
        "日期": short_day(item.dated),
        "页号": BEHIND if bound.trouble is Trouble.UNCOUNTED else pages,
        "备注": "扫描件" if item.form is Form.SCAN else None,
    }


def titled(file: CaseFile, elements: Elements, item: FileItem) -> str:
    """Return what a thing of the file is called; a paper with whom it is about."""
    if item.paper is None:
        return ENDING.sub("", item.title)
    subject = _subject(file, elements, item.paper.about)
    return f"{item.title}（{subject}）" if subject else item.title


def _subject(file: CaseFile, elements: Elements, about: UUID | None) -> str:
    """Return the name of whom a paper is about: a party, or somebody in the row it is for."""
    names = [party.name for party in file.parties if party.id == about]
    tables = (rows for rows in elements.values() if isinstance(rows, tuple))
    rows = (row for rows in tables for row in rows if isinstance(row, Mapping))
    found = [row for row in rows if about and row[ROW] == about.hex]
    names += [row[name] for row in found for name in NAMED_BY if row.get(name)]
    return names[0] if names else ""


def _author(file: CaseFile, elements: Elements, item: FileItem) -> str:
    """Return whose paper it is: of the parties if nobody else signs it, else the committee's.

    A file is of who handed it in.
    """
    if item.kind is None or item.paper is None:
        return _owner(file, item.attachment) or "本委员会"
    if set(item.kind.roles) != {SignerRole.PARTY}:
        return "本委员会"
    about = item.paper.about
    request = row_about(elements.get("recusals"), about)
    if request:
        return str(request["applicant"])
    roles = {slot.party_role for slot in item.kind.slots} - {""}
    only = [one.name for one in file.parties if one.id == about or one.role.value in roles]
    return "、".join(only) or "各方当事人"


def _investigation(file: CaseFile, row: Row) -> dict[str, object]:
    """Return an investigation as its record prints it (D13); what was not asked is struck out."""
    told = {
        "时间": moment_text(row["time"]) if row["time"] else None,
        "地点": row["place"],
        "事由": row["cause"] or file.case.title,
        "参加人": row["present"] or NOTHING,
        "被调查人": row["person"],
        "性别": row["sex"],
        "民族": row["ethnicity"],
        "年龄": f"{row['age']}岁" if row["age"] else None,
        "职业或职务": row["occupation"],
        "联系方式": row["phone"],
        "单位或住址": row["address"],
        "与当事人关系": row["relation"],
        "调查人": row["investigator"] or file.case.mediator,
        "记录人": row["recorder"] or file.case.recorder,
    }
    must = {"时间", "地点", "被调查人"}
    lines = tuple(line.strip() for line in (row["text"] or "").splitlines() if line.strip())
    struck = {name: one or (None if name in must else NONE_HERE) for name, one in told.items()}
    return {"调查": {**struck, "记录": row["text"]}, "调查记录": lines}


def _evidence(pack: Pack, file: CaseFile, elements: Elements) -> Iterator[dict[str, object]]:
    """Yield the items of evidence (D14): those that were listed, then files that nobody listed."""
    waiting = list(file.attachments)
    for row in elements.get("evidence_items") or ():
        named = next((one for one in waiting if row["file"] and one.name == row["file"]), None)
        if named:
            waiting.remove(named)
        yield _item(pack, file, row, named)
    for one in waiting:
        if one.evidence or one.kind == EVIDENCE:
            yield _unlisted(file, one)


def _item(pack: Pack, file: CaseFile, row: Row, named: Attachment | None) -> dict[str, object]:
    """Return an item as it was listed; the hash of a file that is not there is missing."""
    kinds, forms = (choices_of(pack, "evidence_items", name) for name in ("kind", "form"))
    told = {
        "名称": row["name"],
        "种类": words_of(kinds, row["kind"]),
        "原件或复印件": words_of(forms, row["form"]),
        "页数": row["pages"],
        "提供人": row["provider"] or _owner(file, named),
        "提供日期": short_day(row["provided_on"] or (named.added_on if named else None)),
        "证明内容": row["proves"],
        "对方意见": row["opinion"],
        "收件人": row["receiver"] or file.case.recorder,
    }
    there = {"有电子文件": bool(row["file"]), "电子文件": row["file"], "校验值": _sha256(named)}
    return _struck(told) | there


def _unlisted(file: CaseFile, one: Attachment) -> dict[str, object]:
    """Return a file that was handed in as evidence and stands in no list."""
    told = {
        **dict.fromkeys(("种类", "原件或复印件", "页数", "证明内容", "对方意见")),
        "名称": one.name,
        "提供人": _owner(file, one),
        "提供日期": short_day(one.added_on),
        "收件人": file.case.recorder,
    }
    there = {"有电子文件": True, "电子文件": one.name, "校验值": _sha256(one)}
    return _struck(told) | there


def _struck(told: Mapping[str, object]) -> dict[str, object]:
    """Return the cells of a row; those that do not apply are struck out."""
    return {name: one if one not in (None, "") else NONE_HERE for name, one in told.items()}


def _owner(file: CaseFile, one: Attachment | None) -> str | None:
    """Return whose file it is."""
    owner: Iterable[str] = (
        party.name for party in file.parties if one and party.id == one.party_id
    )
    return next(iter(owner), None)


def _sha256(one: Attachment | None) -> str | None:
    """Return the SHA-256 of a file as it was handed in."""
    return (one.original_sha256 or one.sha256) if one else None

"""Example values for the templates of a pack: every field has something likely in it.

The records are those of an invented case, so the examples pass through the same code as a real
paper; what the case does not say is filled in by the field's own name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from mediatordesk.actions.papers.example_case import DAY, example_case
from mediatordesk.actions.papers.identifiers import ELEMENTS
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.papers import subjects_of
from mediatordesk.actions.papers.review_values import REVIEW, review_values
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.forms import Pack, facts_of
from mediatordesk.forms.definitions.questions import Column, Field
from mediatordesk.forms.packs.elements import ROW

PICTURE = "图"
"""The last character of fields that are pictures: signatures and seals, left open."""
BY_ENDING: tuple[tuple[tuple[str, ...], str], ...] = (
    (("日期", "时间", "期限", "时限", "之日"), "2025年5月20日"),
    (("电话", "联系方式"), "0774-3800001"),
    (("号码",), "450405199001011239"),
    (("邮箱",), "example@example.cn"),
    (("金额", "费"), "￥1,000.00"),
    (("大写",), "壹仟元整"),
    (("依据",), "人民调解法第三十三条"),
    (("地址", "住址", "地点"), "梧州市长洲区长洲镇正阳村三组7号"),
    (("法院",), "梧州市长洲区人民法院"),
    (("单位", "中心"), "梧州市长洲区人民调解中心"),
    (("编号", "文号", "回执号"), "（2025）第8号"),
    (("代理人", "姓名", "人"), "李雪"),
    (("更换为",), "韦建国"),
    (("关系",), "姐弟"),
    (("年龄",), "35岁"),
    (("性别",), "女"),
    (("民族",), "壮族"),
    (("职业",), "职工"),
    (("职务",), "经理"),
    (("份数", "条", "天数"), "三"),
)
BY_KIND: Mapping[AnswerKind, str] = {
    AnswerKind.DAY: DAY.isoformat(),
    AnswerKind.MONTH: "2025-03",
    AnswerKind.AMOUNT: "500000",
    AnswerKind.NUMBER: "3",
    AnswerKind.RATE: "16",
    AnswerKind.YES_NO: "true",
}


def example_values(pack: Pack, code: str = "", day: date = DAY) -> dict[str, object]:
    """Return likely values for all fields of a paper; without a code, of every paper of a pack.

    Pictures stay open. The same pack gives the same values every time.
    """
    file = example_file(pack)
    kinds = [pack.paper(code, day)] if code else pack.papers(day)
    told: dict[str, object] = {}
    for kind in kinds:
        about = next(iter(subjects_of(file, kind).values()), None)
        told |= _values(pack, file, kind.code, about, day)
    told = _with_every_role(told) | {
        field.label: None for field in pack.fields() if field.label not in told
    }
    return {name: _completed(name, content) for name, content in told.items()}


def example_file(pack: Pack) -> CaseFile:
    """Return an invented case of a pack, with an answer to every question that the pack asks."""
    answers = {field.name: _answer(pack, field) for field in pack.fields()}
    common = {name: _likely(label) for label, name in ELEMENTS.items()}
    of_party = {field.name: _answer(pack, field) for field in pack.party_fields()}
    file = example_case(pack.name, {**common, **answers})
    papers = tuple(
        Paper(case_id=file.case.id, kind=kind.code, title=kind.title, made_on=DAY, pages=1)
        for kind in pack.papers(DAY)
    )
    of_parties = {party.id: of_party for party in file.parties}
    return replace(file, papers=papers, party_elements=of_parties)


def _values(
    pack: Pack, file: CaseFile, code: str, about: UUID | None, day: date
) -> dict[str, object]:
    extra = pack_values(pack, file, day, about)
    if code == REVIEW:
        extra |= review_values(pack, file, day, about, facts_of(file, day))
    return paper_values(file, code, about=about, day=day, extra=extra)


def _with_every_role(told: Mapping[str, object]) -> dict[str, object]:
    """Return values in which somebody stands in every list of parties."""
    somebody = told.get("申请人")
    roles = [name for name, content in told.items() if content == () and f"{name}姓名" in told]
    return {**told, **dict.fromkeys(roles, somebody)}


def _answer(pack: Pack, field: Field) -> str:
    """Return an answer to a question of a pack, as elements of a case are kept."""
    if field.kind in {AnswerKind.CHOICE, AnswerKind.CHOICES}:
        names = [choice.name for choice in field.choices]
        if field.multiple_of:
            types = pack.dispute_types(DAY)
            names = [one.code for one in types if one.group == field.multiple_of]
        chosen = names[:1]
        return chosen[0] if field.kind is AnswerKind.CHOICE else json.dumps(chosen)
    if field.kind is AnswerKind.TABLE:
        return json.dumps(list(_rows(field.columns)), ensure_ascii=False)
    return BY_KIND.get(field.kind) or _likely(field.label)


def _rows(columns: Iterable[Column]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table: one with the first of all choices, one with the last."""
    several = tuple(columns)
    places = (0, -1) if any(one.choices for one in several) else (0,)
    for number, place in enumerate(places, 1):
        yield {ROW: UUID(int=number).hex} | {one.name: _cell(one, place) for one in several}


def _cell(column: Column, place: int) -> str:
    """Return a likely answer in a column of a table, as it is kept; of choices that at a place."""
    chosen = [column.choices[place].name] if column.choices else []
    if column.kind is AnswerKind.CHOICES:
        return json.dumps(chosen)
    return BY_KIND.get(column.kind) or next(iter(chosen), _likely(column.label))


def _completed(name: str, content: object) -> object:
    """Return a value with something likely in every place of it that is empty."""
    if isinstance(content, Mapping):
        return {inner: _completed(inner, one) for inner, one in content.items()}
    if isinstance(content, list | tuple):
        return tuple(_completed(name, one) if isinstance(one, Mapping) else one for one in content)
    empty = content is None or (isinstance(content, str) and not content.strip(" 　年月日"))
    return _likely(name) if empty and not name.endswith(PICTURE) else content


def _likely(label: str) -> str:
    """Return what probably stands in a field of this name; else the name itself in brackets."""
    for endings, text in BY_ENDING:
        if label.endswith(endings):
            return text
    return f"〔{label}〕"

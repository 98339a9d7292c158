"""What the table for the judge says (D49): each item of the review, and where it is shown.

民诉法解释 354 asks for materials; 355 and 358 are what a court looks for when it refuses. The items
are the checks of the pack, so the table says what was checked and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import (
    Check,
    Finding,
    Level,
    PacketItem,
    Released,
    Stage,
    packet_items,
    run_checks,
)
from mediatordesk.forms.checks.jurisdiction import jurisdiction
from mediatordesk.forms.facts.screening import Screening, screening_of
from mediatordesk.forms.packs.packs import Pack

REVIEW = "D49"
AGREEMENT = "J02"
"""Where an item is shown that says nothing else: the agreement itself."""
_NOTHING = "未发现"
_NOT_COMPARED = "未核对"
_NOT_SAID = "未记录"
_UNKNOWN_PAGES = "附件"
_UNSIGNED = "未签"
"""In what is missing of a file: it is there, and somebody has not signed it."""
_BESIDE = {"performance": "履行方式", "responsibility": "各方责任"}
"""What is promised beside the clauses of an agreement."""
_INTERPRETATION = "民事诉讼法解释"
"""The law whose articles the table names by their number alone."""


def review_values(
    pack: Pack, file: CaseFile, day: date, about: UUID | None, facts: Mapping[str, Any]
) -> dict[str, object]:
    """Return what D49 prints of an agreement, by the Chinese labels of its template.

    `facts` are those of the desk, with its courts and its other cases.
    """
    if about is None or about not in {one.id for one in file.agreements}:
        return dict.fromkeys(("审查材料", "审查事项", "审查当事人"), ()) | {"筛查结论": None}
    found = run_checks(pack, facts, stage=Stage.COURT, on=day)
    own = [one for one in found if one.about in {"", str(about), *_others(file)}]
    way = pack.exit(Stage.COURT, day, file.elements.get("court", ""))
    items = packet_items(pack, facts, way, agreement=str(about), on=day)
    handed_over = tuple(
        _named_as_exported(one for one in items if f"paper/{REVIEW}" not in one.sources)
    )
    courts = jurisdiction(pack, facts, agreement=str(about), on=day)
    screening = screening_of(found, pack.settings(day, facts.get("settings")))
    return {
        "审查材料": tuple(_material(file, one) for one in handed_over),
        "审查事项": tuple(_items(pack, own, handed_over, file, day, compared=bool(courts.names))),
        "审查当事人": tuple(_party(file, one.id) for one in file.parties),
        "筛查结论": "；".join((_screening_words(screening, own), *_words_let_stand(own))),
    }


def _named_as_exported(items: Iterable[PacketItem]) -> Iterator[PacketItem]:
    """Yield the files under the names they have in the packet: numbers go to those that are there.

    What is missing has none; the table itself comes last, and moves no number.
    """
    place = 0
    for item in items:
        name = item.file_stem.partition("_")[2]
        if not item.missing:
            place += 1
            name = f"{place:02d}_{name}"
        yield replace(item, file_stem=name)


def _others(file: CaseFile) -> Iterable[str]:
    """Return the parties, about whom a finding may be."""
    return (str(one.id) for one in file.parties)


def _material(file: CaseFile, item: PacketItem) -> dict[str, object]:
    """Return one file of the packet: its name, its pages, and whether it is there."""
    gap = "未签齐" if any(_UNSIGNED in one for one in item.missing) else "缺"
    return {
        "文件": item.file_stem,
        "页": "—" if item.missing else _pages(file, item),
        "结果": gap if item.missing else "齐全",
    }


def _pages(file: CaseFile, item: PacketItem) -> str:
    """Return the pages of a file of the packet; of what was handed in, that it is an annex."""
    about = UUID(item.about)
    papers = [
        file.newest_paper(code, about) or file.newest_paper(code)
        for kind, code in (one.split("/") for one in item.sources)
        if kind == "paper"
    ]
    count = sum(one.pages for one in papers if one)
    if not count:
        return _UNKNOWN_PAGES
    return "第1页" if count == 1 else f"第1至{count}页"


def _items(
    pack: Pack,
    found: list[Finding],
    packet: tuple[PacketItem, ...],
    file: CaseFile,
    day: date,
    *,
    compared: bool,
) -> Iterable[dict[str, object]]:
    """Yield the items of law that the pack checks before the court, in its order.

    `compared` tells whether the register knows a court that may confirm.
    """
    groups: dict[str, list[Check]] = {}
    for check in pack.checks(day):
        if Stage.COURT in check.stages and check.level is Level.BLOCK and check.review:
            groups.setdefault(check.basis[0], []).append(check)
    for citation, checks in groups.items():
        codes = {(one.code, one.why) for one in checks}
        faults = [one for one in found if (one.code, one.why) in codes and one.blocks]
        shown = next((one.shown_in for one in checks if one.shown_in), AGREEMENT)
        place = next((one for one in packet if one.code == shown), None)
        yield {
            "事项": "、".join(dict.fromkeys(one.title for one in checks)),
            "依据": citation.removeprefix(_INTERPRETATION).replace(" ", ""),
            "结果": "；".join(dict.fromkeys(map(_fault, faults)))
            or _result(checks, compared=compared),
            "见": f"{place.file_stem}{_in_pages(file, place)}" if place else "—",
        }


def _result(checks: list[Check], *, compared: bool) -> str:
    """Return what stands where nothing was found: nobody compared a court without a register."""
    return _NOT_COMPARED if not compared and any(_of_court(one) for one in checks) else _NOTHING


def _of_court(check: Check) -> bool:
    """Tell whether a check compares the court with those that may confirm."""
    return "agreement.courts" in check.when


def _in_pages(file: CaseFile, item: PacketItem) -> str:
    return "（缺）" if item.missing else f"，{_pages(file, item)}"


def _fault(finding: Finding) -> str:
    return f"“{finding.quote}”{finding.why}" if finding.quote else finding.why


def _party(file: CaseFile, party_id: UUID) -> dict[str, object]:
    """Return a party with its telephone, where papers reach it, and what it conceded."""
    party = file.party(party_id)
    told = file.party_elements.get(party_id, {})
    return {
        "姓名": party.name,
        "电话": party.phone or None,
        "送达地址": party.service_address or party.address or None,
        "让步": told.get("concession") or _NOT_SAID,
    }


def _screening_words(screening: Screening, found: Iterable[Finding]) -> str:
    """Return what the screening for false mediation came to."""
    if not screening.codes:
        return f"未发现虚假调解情形，0分（{screening.threshold}分暂停）"
    told = f"{'、'.join(screening.codes)}，共{screening.score}分（{screening.threshold}分暂停）"
    if screening.released:
        words = next((_word(one.release) for one in found if one.release and not one.clause), "")
        return f"{told}，负责人{words}决定继续"
    return f"{told}，已暂停" if screening.held else told


def _words_let_stand(found: Iterable[Finding]) -> Iterator[str]:
    """Yield the words that the director let stand, each once: not approved, or a stop."""
    told = {
        (one.clause, one.code): one.release
        for one in found
        if one.clause and (one.needs_director or one.releasable) and one.release
    }
    for (clause, code), release in told.items():
        place = f"第{clause.number}条" if clause.number else _BESIDE[clause.field]
        yield f"{code}：协议{place}措辞经负责人{_word(release)}审定"


def _word(release: Released) -> str:
    """Return who let something go, and on which day."""
    day = date.fromisoformat(release.at[:10])
    return f"{release.director}于{day.year}年{day.month}月{day.day}日"

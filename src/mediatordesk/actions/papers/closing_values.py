"""How a mediation ended and what its file holds: values of D19, D20, D28, D29, D30, D43."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers.agreement_values import agreement_values, obligation_value
from mediatordesk.actions.papers.file_pages import bound_items, pages_of_file, pages_of_frame
from mediatordesk.actions.papers.party_values import minute_text
from mediatordesk.actions.papers.signing_values import UNDATED
from mediatordesk.core.agreements import AgreementForm, MediationAgreement, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus, Source
from mediatordesk.core.money import yuan
from mediatordesk.core.sessions import SessionRecord
from mediatordesk.documents.templates.scope import numeral
from mediatordesk.forms.packs.packs import Pack

Elements = Mapping[str, Any]
"""The answers to a pack's questions as values; those that nobody gave are None."""
REFERRERS: Mapping[str, frozenset[str]] = {
    "公安移交": frozenset({"police"}),
    "法院委托": frozenset({"court"}),
    "政府指定": frozenset({"government", "township"}),
}
"""What the closing report calls a case that such an authority sent (`referral_source`)."""
NOTHING, NOTHING_TO_SAY = "无", "无。"


def closing_values(
    pack: Pack, file: CaseFile, day: date, about: UUID | None = None
) -> dict[str, object]:
    """Return what papers say of the end of a case and of its file; goes into `extra`.

    `about` is the party that is told of the end.
    """
    elements = pack.read_elements(file.elements)
    return {
        "终止": _termination(file, elements, about),
        "救济": _remedies(elements),
        "结案": _closing(file, elements, day),
        "结案来源": _source(file, elements),
        "卷宗": _case_file(pack, file, elements, day),
        "承诺人员": _confidants(file, elements),
        **dict.fromkeys(("立卷人签名图", "检查人签名图")),
    }


def lines_of(text: str | None) -> tuple[str, ...]:
    """Return the lines of a text, empty ones left out: each becomes a paragraph."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _termination(file: CaseFile, elements: Elements, about: UUID | None) -> dict[str, object]:
    """Return the number of a notice that the mediation ended, and what else was the reason."""
    numbers = [n for n, party in enumerate(file.parties, 1) if party.id == about]
    number = file.case.number
    other = "other" in (elements.get("termination_reasons") or ())
    return {
        "文号": f"{number}-终{numbers[0]}" if number and numbers else number,
        "其他": other,
        "其他原因": elements.get("termination_explained"),
    }


def _remedies(elements: Elements) -> dict[str, object]:
    """Return which ways are open after a mediation that failed (人民调解法 26)."""
    arbitration, authority, court = (
        elements.get(f"remedy_{way}") for way in ("arbitration", "authority", "court")
    )
    return {
        "已写明": bool(arbitration or authority or court),
        "途径": None,
        "仲裁": bool(arbitration),
        "行政": bool(authority),
        "诉讼": bool(court),
        "仲裁时效": _limit("仲裁时效", elements.get("remedy_arbitration_limit")),
        "诉讼时效": _limit("诉讼时效", elements.get("remedy_court_limit")),
    }


def _limit(title: str, text: str | None) -> str | None:
    """Return a limitation period in brackets, as it follows the body that is named."""
    return f"（{title}：{text}）" if text else None


def _closing(file: CaseFile, elements: Elements, day: date) -> dict[str, object]:
    """Return what the closing report says of the case (D28)."""
    case = file.case
    course = lines_of(elements.get("closing_course")) or tuple(map(_meeting, file.sessions))
    return {
        "填表时间": day,
        "承办单位": case.committee or file.office.name,
        "承办人": case.mediator,
        "受案时间": case.accepted_on or case.registered_on,
        "结案时间": case.closed_on or UNDATED,
        "调解过程": course,
        "结果": tuple(_results(file, elements)),
        "履行情况": tuple(_performances(file)),
        "领导意见": lines_of(elements.get("closing_opinion")),
    }


def _source(file: CaseFile, elements: Elements) -> dict[str, object]:
    """Return a tick for each way in which a case can have come."""
    referred = file.case.source is Source.REFERRED
    sender = elements.get("referral_source")
    sent = {words: referred and sender in by for words, by in REFERRERS.items()}
    return {
        "申请": file.case.source is Source.APPLICATION,
        "主动": file.case.source is Source.INITIATIVE,
        **sent,
        "其他移送": referred and not any(sent.values()),
    }


def _meeting(session: SessionRecord) -> str:
    """Return a session in one sentence."""
    outcome = session.outcome.rstrip("。；") or ("达成协议" if session.agreed else "详见调解记录")
    place = f"在{session.place}" if session.place else ""
    return f"{minute_text(session.held_at)}，{place}主持调解：{outcome}。"


def _results(file: CaseFile, elements: Elements) -> Iterator[str]:
    """Yield how the case ended; nothing while it has not."""
    yield from (_agreed(file, one) for one in file.agreements)
    if file.agreements:
        return
    reasons = elements.get("termination_reasons") or ()
    if file.case.status is CaseStatus.REJECTED:
        yield "不予受理。"
    elif file.case.status is CaseStatus.FAILED or reasons:
        yield "调解不成，已经终止调解，并告知当事人可以通过仲裁、行政、司法等途径维护权利。"


def _agreed(file: CaseFile, agreement: MediationAgreement) -> str:
    """Return an agreement in one paragraph: its day, form, number and clauses."""
    day = agreement.agreed_on
    when = f"{day.year}年{day.month}月{day.day}日，" if day else ""
    form = "口头" if agreement.form is AgreementForm.ORAL else "书面"
    number = f"，编号{agreement.number}" if agreement.number else ""
    clauses = agreement_values(file, agreement)["协议主要内容"]
    return f"{when}达成{form}调解协议{number}：{clauses}"


def _performances(file: CaseFile) -> Iterator[str]:
    """Yield what became of each duty under the agreements; one line where there is none."""
    for number, owed in enumerate(file.obligations, 1):
        told = str(obligation_value(file, owed)["说明"]).rstrip("。")
        yield f"{numeral(number)}、{told}：{_state(file, owed)}。"
    if not file.obligations:
        yield "协议没有需要履行的给付。" if file.agreements else "没有达成协议，不涉及履行。"


def _state(file: CaseFile, owed: Obligation) -> str:
    """Return whether a duty was performed, when, or how much is still owed."""
    done = file.performances_of(owed.id)
    if not done:
        return "尚未履行"
    last = max(one.performed_on for one in done)
    day = f"{last.year}年{last.month}月{last.day}日"
    paid, amount = sum(one.amount or 0 for one in done), owed.amount or 0
    if paid < amount:
        return f"至{day}已支付￥{yuan(paid)}，尚欠￥{yuan(amount - paid)}"
    return f"已于{day}履行完毕"


def _case_file(pack: Pack, file: CaseFile, elements: Elements, day: date) -> dict[str, object]:
    """Return what the file note and the back cover say of the file: pages, photos, discs."""
    further, discs = elements.get("further_pages") or 0, elements.get("discs") or 0
    pages = pages_of_file(bound_items(pack, file, day), further)
    photos = elements.get("file_photos")
    return {
        "页数": pages,
        "照片": _photos(file) if photos is None else photos,
        "光盘": discs,
        "连面带底": pages + pages_of_frame(file),
        "附件": f"光盘{discs}张" if discs else NOTHING,
        "情况": lines_of(elements.get("file_state")) or (NOTHING_TO_SAY,),
        "立卷人": elements.get("archiver") or file.case.recorder or file.case.registrar,
        "立卷日期": elements.get("filed_on") or UNDATED,
        "检查人": elements.get("file_checker"),
        "检查日期": UNDATED,
    }


def _photos(file: CaseFile) -> int:
    """Return how many photos were handed in as evidence."""
    return sum(one.evidence and one.media_type.startswith("image/") for one in file.attachments)


def _confidants(file: CaseFile, elements: Elements) -> tuple[dict[str, object], ...]:
    """Return who beside mediator and recorder keeps a case confidential, each once."""
    panel = json.loads(file.elements.get("panel") or "[]")
    names = [str(row.get("name", "")) for row in panel]
    names += [guest for session in file.sessions for guest in session.guests]
    names += (elements.get("confidants") or "").split("、")
    official = {"", file.case.mediator, file.case.recorder}
    return tuple({"姓名": name, "签名图": None} for name in _once(names) if name not in official)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names))

"""Letters from office to office and reports upwards: values of D31, D32, D34, D44, D45."""

from collections.abc import Mapping
from uuid import UUID

from mediatordesk.actions.papers.closing_values import lines_of
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.routing import Hop
from mediatordesk.forms.definitions.questions import Field
from mediatordesk.forms.packs.packs import Pack

IN_LINES = ("referral_consent", "referral_materials", "reply_materials", "clue_materials")
"""Answers of which every line is a paragraph of a letter."""
TABLES = ("services", "joint_meetings", "risk_reports", "assessments")
"""Tables of which a paper shows one row, its long answers by lines."""
NOT_SAID: Mapping[str, Mapping[str, object]] = {
    "risk_reports": {"金额": "待核实", "请求支持事项": ("无",)},
}
"""What a report says where nothing was entered, by table and the label of the column."""


def letter_values(
    pack: Pack, file: CaseFile, about: UUID | None, told: Mapping[str, object]
) -> dict[str, object]:
    """Return what letters and reports say beside what was `told` of the pack's elements."""
    fields = {field.name: field for field in pack.fields()}
    texts = [fields[name] for name in IN_LINES if name in fields]
    tables = [fields[name] for name in TABLES if name in fields]
    letters = [_letter(hop) for hop in file.hops if hop.id == about]
    return {
        **{one.label: lines_of(file.elements.get(one.name)) for one in texts},
        **{one.label: _row(one, told[one.label]) for one in tables},
        **({"函": letters[0]} if letters else {}),
        "反馈": _reply(file),
        "联系电话说明": f"，联系电话：{file.office.phone}" if file.office.phone else None,
        "主持人签名图": None,
    }


def _row(table: Field, told: object) -> object:
    """Return the row that a paper is about, its long answers by lines; lists stay as they are."""
    if not isinstance(told, Mapping):
        return told
    long = [column.label for column in table.columns if column.kind is AnswerKind.LONG_TEXT]
    row = {**told, **{label: lines_of(told[label]) for label in long}}
    instead = NOT_SAID.get(table.name, {})
    return row | {label: words for label, words in instead.items() if not row[label]}


def _letter(hop: Hop) -> dict[str, object]:
    """Return a letter with which the case was handed on, and the answer to it."""
    return {
        "文号": hop.letter_no,
        "发函单位": hop.from_office,
        "收函单位": hop.to_office,
        "事由": hop.matter.rstrip("。"),
        "日期": hop.sent_on,
        "期限": hop.due_on,
        "签收人": hop.receiver,
        "签收时间": hop.received_on,
        "回执号": hop.receipt_no,
        "回复": lines_of(hop.reply),
        "回复时间": hop.replied_on,
    }


def _reply(file: CaseFile) -> dict[str, object]:
    """Return what is written back of a case that was entrusted to us (D31R)."""
    status = file.case.status
    agreed = bool(file.agreements)
    rejected = status is CaseStatus.REJECTED
    failed = not agreed and not rejected and _has_ended(file)
    return {
        "结果": None,
        "已有结果": agreed or failed or rejected,
        "成功": agreed,
        "不成": failed,
        "不予受理": rejected,
        "无附件": not lines_of(file.elements.get("reply_materials")),
    }


def _has_ended(file: CaseFile) -> bool:
    """Tell whether a case that has no agreement will not get one any more."""
    return file.case.status in {CaseStatus.FAILED, CaseStatus.CLOSED, CaseStatus.ARCHIVED}

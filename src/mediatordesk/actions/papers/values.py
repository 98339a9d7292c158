"""Values for the Word templates: from a case file to the Chinese words that the forms use.

A field that is not known stays empty, so the template says 【缺：…】 and the paper is not issued.
All text comes from the case file and the pack, never from the moment of printing: the same file
gives the same text when a signed paper is set again with its pictures.
"""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from mediatordesk.actions.papers.agreement_values import (
    agreement_of,
    agreement_values,
    indented,
    receipt_values,
)
from mediatordesk.actions.papers.identifiers import ELEMENTS
from mediatordesk.actions.papers.party_values import (
    names,
    opponents,
    party_value,
    party_values,
)
from mediatordesk.actions.papers.session_values import routing_values, session_values, visit_values
from mediatordesk.actions.papers.signing_values import UNDATED, SigningMarks
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Source
from mediatordesk.core.money import yuan
from mediatordesk.core.parties import Party
from mediatordesk.core.sessions import Consent, ConsentKind

BLANK = "＿＿＿＿"
"""Left open for a word that is written by hand; full-width, so no renderer drops the line."""
SENSITIVE = {
    "证件影像": "证件影像",
    "生物特征": "签名笔迹",
    "健康状况": "健康",
    "金融账户": "账户",
    "儿童信息": "14周岁",
    "上传中心": "上传",
}
"""What D37 asks for one by one, and the word in a consent's remark that says it was given."""
AGENT: Mapping[str, str] = {
    "姓名": "agent",
    "证件号码": "agent_id_number",
    "单位": "",
    "联系方式": "agent_phone",
    "关系": "",
}
"""What a power of attorney says of the agent: registered of a party, or written in by hand."""
LANGUAGES = ("普通话", "壮话", "白话")


def paper_values(
    file: CaseFile,
    kind: str,
    *,
    about: UUID | None,
    day: date,
    extra: Mapping[str, object],
    wanted: Collection[str] | None = None,
) -> dict[str, object]:
    """Return the values for a paper, by the Chinese labels that the templates use.

    `about` is the party, agreement, obligation, session or visit that the paper is for. `extra`
    holds the pack's words (see `pack_values`), which go before ours, and the signatures'
    pictures: `image:<party id or role>` and `print:<party id>`, as bytes or Picture. Long lists of
    parties that are not `wanted` may be left out.
    """
    marks = SigningMarks.on_paper(file, kind, about, extra)
    subject = next((party for party in file.parties if party.id == about), None)
    values = _elements(file) | _case(file, day) | marks.of_officials()
    lists = wanted if wanted is None or subject is None else {*wanted} - {"当事人"}
    values |= party_values(file, day, marks, lists)
    values |= agreement_values(file, agreement_of(file, about))
    values |= _subject(file, subject, day, marks)
    values |= _telling(file, subject) | _personal_information(file, subject)
    values |= session_values(file, about, day) | visit_values(file, about) | routing_values(file)
    values |= _receipt(file, about, day, marks) | _for_the_court()
    values["落款日期"] = _closing_day(file, kind, about, marks)
    words = {label: one for label, one in extra.items() if ":" not in label}
    return words | values | {label: one for label, one in words.items() if one is not None}


def _case(file: CaseFile, day: date) -> dict[str, object]:
    """Return what every paper may say of the case and the committee."""
    case, office = file.case, file.office
    amount = case.amount_in_dispute
    return {
        "日期": day,
        "调解委员会": case.committee or office.name,
        "受理窗口": office.name,
        "机构地址": office.address,
        "机构电话": office.phone,
        "案件编号": case.number or case.mark,
        "案件名称": case.title,
        "纠纷类型": _dispute(case.dispute_type),
        "纠纷事实": indented(case.facts),
        "请求": case.requests,
        "有请求": bool(case.requests),
        "诉求": "；".join(case.requests),
        "涉及金额": f"￥{yuan(amount)}" if amount is not None else "待核定",
        "受理渠道": case.channel,
        "登记日期": case.registered_on,
        "受理日期": case.accepted_on or case.registered_on,
        "登记人": case.registrar,
        "调解员": case.mediator,
        "记录人": case.recorder,
        "调解人员": f"人民调解员{case.mediator}" if case.mediator else None,
        "记录说明": f"，由{case.recorder}记录" if case.recorder else None,
        "来源": {
            "依申请": case.source is Source.APPLICATION,
            "主动调解": case.source is Source.INITIATIVE,
            "委托移送": case.source is Source.REFERRED,
        },
    }


def _elements(file: CaseFile) -> dict[str, object]:
    """Return the elements that the common papers print, None for those that nobody entered."""
    return {label: file.elements.get(name) or None for label, name in ELEMENTS.items()}


def _dispute(kind: str) -> str | None:
    """Return a type of dispute in words; a code is none, its words come from the pack."""
    if not kind or kind.isascii():
        return None
    return kind if kind.endswith(("纠纷", "争议")) else f"{kind}纠纷"


def _subject(
    file: CaseFile, party: Party | None, day: date, marks: SigningMarks
) -> dict[str, object]:
    """Return the party that a paper is for; other parties are not on such a paper."""
    if party is None:
        return {"文号": file.case.number}
    told = party_value(file, party, day, marks)
    ordinal = file.parties.index(party) + 1
    return {
        "文号": f"{file.case.number}-受{ordinal}" if file.case.number else None,
        "当事人": (told,),
        "收件人": told,
        "委托人": told,
        "对方姓名": names(opponents(file, party)),
        **_agent(file, party),
        "委托期限": "自签署之日起至本纠纷调解和协议履行终结之日止",
    }


def _agent(file: CaseFile, party: Party) -> dict[str, object]:
    """Return who acts for a party, and how far; open where nobody was registered (D11)."""
    known = {label: file.told_of(party.id, name) or None for label, name in AGENT.items()}
    special = file.told_of(party.id, "special_authority")
    return {
        "受托人": {**known, "签署日期": UNDATED},
        "权限": {"一般": bool(known["姓名"]) and special == "false", "特别": special == "true"},
    }


def _telling(file: CaseFile, party: Party | None) -> dict[str, object]:
    """Return how the rights and duties were told (D07); open boxes where it is not noted."""
    given = _consent(file, party, ConsentKind.RIGHTS_NOTICE)
    remark = given.remark if given else ""
    return {
        "告知": {"已宣读": bool(given and given.reader), "代读": False},
        "代读人": BLANK,
        "语言": {name: name in remark for name in LANGUAGES} | {"其他": False},
        "其他语言": BLANK,
        "告知日期": given.given_at.date() if given else UNDATED,
    }


def _personal_information(file: CaseFile, party: Party | None) -> dict[str, object]:
    """Return what a person agreed to (D37); the remark of the consent names what was ticked."""
    given = _consent(file, party, ConsentKind.PERSONAL_INFORMATION)
    ticked = {field: bool(given and word in given.remark) for field, word in SENSITIVE.items()}
    return {
        "同意": {"已同意": given is not None} | ticked,
        "调解中心": file.elements.get(ELEMENTS["调解中心"]) or "上级调解中心",
        "保管期限": "按照人民调解卷宗的保管期限保存",
    }


def _consent(file: CaseFile, party: Party | None, kind: ConsentKind) -> Consent | None:
    """Return the consent of one party, or the first if the paper is for all of them."""
    parties = (party,) if party else file.parties
    given = (file.consent(one.id, kind) for one in parties)
    return next((one for one in given if one), None)


def _receipt(
    file: CaseFile, about: UUID | None, day: date, marks: SigningMarks
) -> dict[str, object]:
    """Return what a receipt for a payment says, and who gives it."""
    told = receipt_values(file, about)
    payee = told.pop("收款人编号", None)
    if isinstance(payee, UUID):
        told["收款人"] = party_value(file, file.party(payee), day, marks)
    return told


def _for_the_court() -> dict[str, object]:
    """Return the court and what is handed in to it (民诉法解释 354)."""
    copies = "人民调解协议书1份"
    proofs = ("主持调解的证明", "当事人身份（资格）证明", "送达地址确认书", "承诺书")
    return {"附件": (copies, *proofs)}


def _closing_day(file: CaseFile, kind: str, about: UUID | None, marks: SigningMarks) -> date | str:
    """Return the day beside the seal: when it was put there; an oral agreement's own day (D18)."""
    agreement = agreement_of(file, about)
    agreed = agreement.agreed_on if agreement and kind == "D18" else None
    accepted = file.case.accepted_on if kind == "D04" else None
    return marks.seal_day() or agreed or accepted or UNDATED

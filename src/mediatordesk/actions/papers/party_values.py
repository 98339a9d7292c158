"""The parties of a case as the papers name them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from mediatordesk.actions.papers.signing_values import SigningMarks
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.identity import ResidentNumber, WrongIdentityNumber, resident_number
from mediatordesk.core.parties import Party, PartyRole, age_on
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.core.signers import signer_of

OPEN = ("电子邮箱", "微信", "委托代理人", "证件正面图", "证件背面图")
"""What papers have a place for and the records do not hold: written or pasted in by hand."""

MANY = {
    PartyRole.CREDITOR: "债权人",
    PartyRole.BUYER: "购房户",
    PartyRole.RELOCATED: "拆迁户",
    PartyRole.WORKER: "劳动者",
}
"""The roles of people who come from a roster; all of them stand on one side."""


def party_values(
    file: CaseFile, day: date, marks: SigningMarks, wanted: Collection[str] | None = None
) -> dict[str, object]:
    """Return the lists of parties by their roles, and their names in one line each.

    With `wanted`, other lists are left out: a case may have hundreds of parties.
    """
    roles = {
        "当事人": file.parties,
        "申请人": file.with_role(PartyRole.APPLICANT),
        "被申请人": file.with_role(PartyRole.RESPONDENT),
        "第三人": file.with_role(PartyRole.THIRD_PARTY),
        **{word: file.with_role(role) for role, word in MANY.items()},
    }
    told: dict[str, object] = {
        role: tuple(party_value(file, one, day, marks) for one in parties)
        for role, parties in roles.items()
        if wanted is None or role in wanted
    }
    told |= {f"{role}姓名": names(parties) for role, parties in roles.items()}
    first = marks.of_party(roles["申请人"][0]) if roles["申请人"] else {}
    return told | {f"申请人{mark}": first.get(mark) for mark in ("签名图", "指印图")}


def party_value(file: CaseFile, party: Party, day: date, marks: SigningMarks) -> dict[str, object]:
    """Return one party by the words of the forms; what is not known is left empty."""
    return {
        "称谓": title(party),
        "姓名": party.name,
        "名称": party.name,
        "是单位": party.is_organisation,
        "是个人": not party.is_organisation,
        **_person(party, day),
        "职业": party.occupation,
        "联系方式": party.phone,
        "证件类型": party.id_kind or _usual_id(party),
        "证件号码": party.id_number,
        "住址": party.address,
        "法定代表人": party.legal_representative,
        "代表人职务": party.representative_post,
        "送达地址": party.service_address or party.address,
        "收件人姓名": party.name,
        **dict.fromkeys(OPEN),
        "对方姓名": names(opponents(file, party)),
        "个人情况": _in_a_line(party, day),
        "单位情况": _organisation_line(party),
        "证件说明": _id_line(file, party),
        **_guardian(file, party, day),
        **_consents(file, party),
        **marks.pack_words(party),
        **marks.of_party(party),
    }


def names(parties: Iterable[Party]) -> str:
    """Return names in one line: 覃𬭎、O'Brien & Sons."""
    return "、".join(party.name for party in parties)


def title(party: Party) -> str:
    """Return what a party is called in the dispute."""
    titles = {
        PartyRole.APPLICANT: "申请人",
        PartyRole.RESPONDENT: "被申请人",
        PartyRole.THIRD_PARTY: "第三人",
        **MANY,
    }
    return titles[party.role]


def opponents(file: CaseFile, party: Party) -> tuple[Party, ...]:
    """Return those of another role than a party; between equals, all the others."""
    beside = MANY.keys() if party.role in MANY else {party.role}
    others = tuple(one for one in file.parties if one.id != party.id)
    return tuple(one for one in others if one.role not in beside) or others


def minute_text(moment: datetime) -> str:
    """Return a moment as it is printed: 2025年3月10日9时05分."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02}分"


def _person(party: Party, day: date) -> dict[str, object]:
    """Return what is said of a person only; the identity number tells what was not entered."""
    if party.is_organisation:
        return {"性别": None, "民族": None, "年龄": None, "出生日期": None}
    number = _number_of(party)
    born = party.birth_date or (number.birth_date if number else None)
    return {
        "性别": party.sex or (number.sex if number else None),
        "民族": party.ethnicity,
        "年龄": f"{age_on(born, day)}岁" if born else None,
        "出生日期": born,
    }


def _number_of(party: Party) -> ResidentNumber | None:
    try:
        return resident_number(party.id_number)
    except WrongIdentityNumber:
        return None  # a passport, or a number that a warning was given for


def _usual_id(party: Party) -> str | None:
    if party.is_organisation:
        return "统一社会信用代码"
    return "居民身份证" if _number_of(party) else None


def _in_a_line(party: Party, day: date) -> str:
    """Return what is known of a person, in the order of the ministry's form."""
    known = _person(party, day)
    told = (
        ("性别", known["性别"]),
        ("民族", known["民族"]),
        ("年龄", known["年龄"]),
        ("职业或职务", party.occupation),
        ("联系方式", party.phone),
    )
    return "，".join(f"{label}{content}" for label, content in told if content)


def _organisation_line(party: Party) -> str:
    """Return what follows the representative's name, with the comma before it."""
    told = (("职务", party.representative_post), ("联系方式", party.phone))
    return "".join(f"，{label}{content}" for label, content in told if content)


def _id_line(file: CaseFile, party: Party) -> str | None:
    """Return the identity number for the agreement, with the comma before it.

    The ministry's form has none (domain.md 1.2); the court wants to know who signed.
    """
    if not party.id_number or not any(one.confirmation_wanted for one in file.agreements):
        return None
    return f"，{party.id_kind or _usual_id(party) or '证件'}号码{party.id_number}"


def _guardian(file: CaseFile, party: Party, day: date) -> dict[str, object]:
    """Return who acts and signs for a party that cannot act alone (法定代理人, 民法典 23)."""
    signer = signer_of(file, party, day)
    name = signer.name if signer.is_guardian else ""
    relation = file.told_of(party.id, "guardian_relation")
    told = f"{name}（{relation}）" if relation else name
    more = (
        ("联系方式", file.told_of(party.id, "guardian_phone")),
        ("证件号码", file.told_of(party.id, "guardian_id_number")),
    )
    line = "".join(f"，{label}{content}" for label, content in more if content)
    return {
        "法定代理人": told if name else None,
        "法定代理人说明": f"，法定代理人{told}{line}" if name else None,
    }


def _consents(file: CaseFile, party: Party) -> dict[str, object]:
    """Return what a party was told and agreed to: whether, when, and who read it out."""
    rights = file.consent(party.id, ConsentKind.RIGHTS_NOTICE)
    personal = file.consent(party.id, ConsentKind.PERSONAL_INFORMATION)
    electronic = party.electronic_service or bool(
        file.consent(party.id, ConsentKind.ELECTRONIC_SERVICE)
    )
    return {
        "已告知权利": rights is not None,
        "权利告知时间": _when(rights),
        "权利宣读人": rights.reader if rights else None,
        "已同意个人信息": personal is not None,
        "个人信息告知时间": _when(personal),
        "个人信息宣读人": personal.reader if personal else None,
        "电子送达": electronic,
        "不同意电子送达": False,
    }


def _when(consent: Consent | None) -> str | None:
    return minute_text(consent.given_at) if consent else None

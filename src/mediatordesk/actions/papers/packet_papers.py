"""Papers that leave with a packet and are no case's own: the check sheet, the facts for a ruling.

Their Word templates stand in `resources/papers`; they are filled anew for each packet and not kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.agreement_values import agreement_values
from mediatordesk.actions.papers.pack_values import pack_values
from mediatordesk.actions.papers.party_values import minute_text, names
from mediatordesk.actions.papers.typesetting import PaperIncomplete
from mediatordesk.actions.papers.unprintable import unprintable
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.parties import Party
from mediatordesk.core.signers import signer_of
from mediatordesk.documents import Template, fill, qr_picture, to_pdf

GROUP = 8
"""Characters of a hash that are read at a time."""
QR_MM = 27.0
T10 = "T10"


@dataclass(frozen=True)
class SheetFile:
    """A line of a check sheet: a file, or several of one kind; `pages` is 0 where it has none."""

    name: str
    pages: int = 0
    count: int = 1


@dataclass(frozen=True)
class CheckSheet:
    """What a check sheet says: `digest` is the SHA-256 of the payload's manifest, in hex."""

    receiver: str
    digest: str
    files: Sequence[SheetFile]
    made_at: datetime
    qr: str = ""
    """What the QR symbol holds; the digest if nothing is said."""


def check_sheet(desk: Desk, file: CaseFile, told: CheckSheet) -> bytes:
    """Return the sheet (核验单) of a packet as a PDF: its hash, its files, and the receipt."""
    groups = [told.digest[at : at + GROUP] for at in range(0, len(told.digest), GROUP)]
    values = {
        "案件名称": file.case.title,
        "案件编号": file.case.number or file.case.mark,
        "移交单位": file.case.committee or file.office.name,
        "联系电话": file.office.phone,
        "接收单位": told.receiver,
        "制作时间": minute_text(told.made_at),
        "校验值": {"前段": "  ".join(groups[:4]), "后段": "  ".join(groups[4:])},
        "首段": groups[0],
        "二维码图": qr_picture(told.qr or told.digest, QR_MM),
        "文件": [{"名称": one.name, "页数": str(one.pages or "—")} for one in told.files],
        "文件数": str(sum(one.count for one in told.files)),
    }
    return as_pdf(desk, "check-sheet", "核验单", values, told.made_at.date())


def ruling_facts(desk: Desk, file: CaseFile, agreement: UUID, *, court: str = "") -> bytes:
    """Return the Word file (裁定书要素) that a judge copies parties and clauses from.

    It says facts only, clauses word for word. PaperIncomplete where one that it needs is unknown.
    """
    today, about = desk.clock.today(), file.agreement(agreement)
    pack = desk.packs.pack(file.case.pack)
    told = pack_values(pack, file, today, agreement, calendar=desk.calendar)
    agreed = agreement_values(file, about)
    last = next((one for one in file.periods if (one.code, one.about) == (T10, agreement)), None)
    owed = agreed["履行"]
    assert isinstance(owed, tuple)  # noqa: S101 - as agreement_values makes it
    values = agreed | {
        "受理法院": court or file.elements.get("court"),
        "纠纷类型": told.get("纠纷类型") or file.case.dispute_type,
        "申请方": [_applicant(file, party, today) for party in file.parties],
        "各方姓名": names(file.parties),
        "调解委员会": file.case.committee or file.office.name,
        "申请期限": last.due_on if last else None,
        "给付": [
            one | {"内容": one["金额"] or one["事项"], "期限": one["期限"] or "未约定"}
            for one in owed
        ],
    }
    return _filled(desk, "ruling-facts", "裁定书要素", values)


def _applicant(file: CaseFile, party: Party, day: date) -> dict[str, object]:
    """Return a party as the head of a ruling writes it (民事裁定书, 首部)."""
    return {
        "写法": _organisation(party) if party.is_organisation else _person(party),
        "代表": _representative(file, party, day),
        "代理": _agent(file, party),
    }


def _person(party: Party) -> str:
    born = party.birth_date
    told = (
        party.name,
        party.sex,
        f"{born.year}年{born.month}月{born.day}日出生" if born else "",
        party.ethnicity,
        party.occupation,
        f"住{party.address}" if party.address else "",
        _identity(party, "公民身份号码"),
    )
    return f"申请人：{_line(told)}"


def _organisation(party: Party) -> str:
    place = f"住所地{party.address}" if party.address else ""
    return f"申请人：{_line((party.name, place, _identity(party, '统一社会信用代码')))}"


def _identity(party: Party, usual: str) -> str:
    """Return the identity number with its usual name; a passport's with its own."""
    ours = party.id_kind in {"", "居民身份证", "统一社会信用代码", "营业执照"}
    return (
        f"{usual if ours else f'{party.id_kind}号码'}{party.id_number}" if party.id_number else ""
    )


def _representative(file: CaseFile, party: Party, day: date) -> str:
    """Return who acts for a party by law: a guardian, or who represents an organisation."""
    if party.is_organisation:
        who = (party.legal_representative, party.representative_post)
        return f"法定代表人（负责人）：{_line(who)}" if party.legal_representative else ""
    signer = signer_of(file, party, day)
    if not (signer.is_guardian and signer.name):
        return ""
    relation = file.told_of(party.id, "guardian_relation")
    number = file.told_of(party.id, "guardian_id_number")
    more = (signer.name, relation, f"公民身份号码{number}" if number else "")
    return f"法定代理人：{_line(more)}"


def _agent(file: CaseFile, party: Party) -> str:
    """Return who was given authority to act, and how far."""
    name = file.told_of(party.id, "agent")
    if not name:
        return ""
    special = file.told_of(party.id, "special_authority") == "true"
    return f"委托代理人：{name}，{'特别授权' if special else '一般授权'}。"


def _line(told: Sequence[str]) -> str:
    return f"{'，'.join(one for one in told if one)}。"


def as_pdf(desk: Desk, form: str, title: str, values: Mapping[str, object], made_on: date) -> bytes:
    """Return one of the forms as a PDF. PaperIncomplete, UnknownCharacters."""
    docx = _filled(desk, form, title, values)
    pdf = to_pdf(docx, desk.fonts, title=title, author=desk.office.name, made_on=made_on)
    if pdf.missing_glyphs:
        raise unprintable(title, pdf.missing_glyphs, values)
    return pdf.data


def _filled(desk: Desk, form: str, title: str, values: Mapping[str, object]) -> bytes:
    """Return one of the forms as a Word file. PaperIncomplete."""
    template = Template.read((desk.places.resources / "papers" / f"{form}.docx").read_bytes())
    filled = fill(template, values)
    if filled.missing:
        raise PaperIncomplete(paper=title, fields="、".join(filled.missing))
    return filled.docx

"""The log of the signing (签署日志): who was there, what was read out, who signed, in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.packet_papers import as_pdf
from mediatordesk.actions.papers.party_values import minute_text
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.papers import Paper, Signature, SignerRole, SigningWay

STEPS: Mapping[CeremonyStep, str] = {
    CeremonyStep.PRESENT: "到场",
    CeremonyStep.READ_ALOUD: "宣读文书",
    CeremonyStep.IDENTITY_CHECKED: "核对身份",
    CeremonyStep.ORDER: "签署顺序",
    CeremonyStep.OUT_OF_ORDER: "未按约定顺序签署",
    CeremonyStep.REFUSED: "未签署",
    CeremonyStep.VOIDED: "由新版代替",
}
ROLES: Mapping[SignerRole, str] = {
    SignerRole.PARTY: "当事人签署",
    SignerRole.MEDIATOR: "调解员签署",
    SignerRole.RECORDER: "记录人签署",
    SignerRole.COMMITTEE_SEAL: "加盖印章",
}
WAYS: Mapping[SigningWay, str] = {
    SigningWay.PICTURE: "签名图像",
    SigningWay.DRAWN: "屏幕手写",
    SigningWay.ON_PAPER: "纸上签署，已扫描（补录）",
}


@dataclass(frozen=True)
class LogLine:
    """One line of the log: on a day, to the minute where it is known."""

    paper: Paper
    day: date
    at: datetime | None
    what: str
    """A code: a step of the ceremony, or the quality somebody signed in."""
    title: str
    person: str
    remark: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Return the line for machines: 签署日志.json."""
        return {
            "paper": self.paper.kind,
            "version": str(self.paper.version),
            "at": self.at.isoformat(timespec="seconds") if self.at else self.day.isoformat(),
            "what": self.what,
            "person": self.person,
            "remark": self.remark,
        }


def log_lines(file: CaseFile, papers: Sequence[Paper]) -> tuple[LogLine, ...]:
    """Return what happened around the signing of some papers of a case, oldest first."""
    lines = [line for paper in papers for line in _lines_of(file, paper)]
    return tuple(sorted(lines, key=lambda one: (one.day, _minute(one))))


def signing_log(desk: Desk, file: CaseFile, papers: Sequence[Paper], *, made_at: datetime) -> bytes:
    """Return the log as a PDF. There must be a signed paper among them."""
    values = {
        "案件编号": file.case.number or file.case.mark,
        "调解委员会": file.case.committee or file.office.name,
        "制作时间": minute_text(made_at),
        "文书": [
            {
                "名称": one.title,
                "版次": f"第{one.version}版",
                "页数": str(one.pages),
                "校验值": file.sealed_sha256(one) or one.pdf_sha256,
            }
            for one in papers
        ],
        "事项": [_told(one) for one in log_lines(file, papers)],
    }
    return as_pdf(desk, "signing-log", "签署日志", values, made_at.date())


def _lines_of(file: CaseFile, paper: Paper) -> Iterator[LogLine]:
    for note in file.ceremony_of(paper.id):
        yield _of_note(file, paper, note)
    for signature in file.signatures_on(paper.id):
        yield _of_signature(file, paper, signature)


def _of_note(file: CaseFile, paper: Paper, note: CeremonyNote) -> LogLine:
    person = note.person or _name_of(file, note.party_id)
    title, day = STEPS[note.step], note.happened_at.date()
    return LogLine(paper, day, note.happened_at, note.step.value, title, person, note.remark)


def _of_signature(file: CaseFile, paper: Paper, given: Signature) -> LogLine:
    party = _name_of(file, given.party_id)
    whose = f"代{party}签；" if party and party != given.name else ""
    device = f"（{given.device}）" if given.device else ""
    remark = f"{whose}{WAYS[given.way]}{device}"
    at, title = given.signed_at, ROLES[given.role]
    return LogLine(paper, given.signed_on, at, given.role.value, title, given.name, remark)


def _name_of(file: CaseFile, party_id: UUID | None) -> str:
    return next((one.name for one in file.parties if one.id == party_id), "")


def _minute(line: LogLine) -> str:
    """Return what lines of a day are ordered by; what has no hour comes after what has one."""
    return line.at.isoformat() if line.at else "~"


def _told(line: LogLine) -> dict[str, object]:
    day = f"{line.day.year}年{line.day.month}月{line.day.day}日"
    return {
        "时间": minute_text(line.at) if line.at else day,
        "文书": line.paper.title,
        "事项": line.title,
        "人员": line.person,
        "说明": line.remark,
    }

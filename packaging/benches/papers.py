"""D17, the written agreement, as Word and PDF."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benches.tables import Section, Timing, in_turns, milliseconds
from mediatordesk.actions.pack_values import pack_values
from mediatordesk.actions.values import paper_values
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.documents import Fonts, Template, fill, to_pdf
from mediatordesk.forms.packs import Packs

ROOT = Path(__file__).parents[2]
ROUNDS = 15
DAY = date(2025, 4, 7)
WORDS = """A mediation agreement of two people with three clauses is filled from its Word template
and set as a PDF with its fonts inside; template and fonts have been read before, as in a desk
that is open. The peer turns the same Word file into a PDF by LibreOffice, a process each time, as
programs use it. Demanded: 0.5 s warm at most for both files."""


def papers(folder: Path) -> Section:
    """Measure how long a person waits for a paper."""
    packs = Packs.read(ROOT / "forms")
    data = packs.pack("people").template("D17", DAY)
    template, fonts = Template.read(data), Fonts.load(ROOT / "resources" / "fonts")
    file = _file()
    values = paper_values(
        file,
        "D17",
        about=file.agreements[0].id,
        day=DAY,
        extra=pack_values(packs.pack("people"), file, DAY),
    )
    docx = fill(template, values).docx
    (folder / "D17.docx").write_bytes(docx)
    pages = to_pdf(docx, fonts, title="D17").pages
    ours: dict[str, Callable[[], object]] = {
        "Word file": lambda: fill(template, values),
        "PDF": lambda: to_pdf(docx, fonts, title="D17"),
        f"both, {pages} pages": lambda: to_pdf(fill(template, values).docx, fonts, title="D17"),
        "both, the template read anew": lambda: to_pdf(
            fill(Template.read(data), values).docx, fonts, title="D17"
        ),
        "fonts read, once a desk": lambda: Fonts.load(ROOT / "resources" / "fonts"),
    }
    rows = [_row(*one) for one in in_turns(ours, rounds=ROUNDS, warm_up=2).items()]
    return Section(
        "A paper, D17",
        WORDS,
        ("what", "median", "slowest", "processor"),
        (*rows, _peer(folder)),
    )


def _peer(folder: Path) -> tuple[str, ...]:
    """Return the row of LibreOffice, or that there is none."""
    office = shutil.which("soffice")
    if office is None:
        return ("peer: LibreOffice", "not installed", "", "")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command.append(str(folder / "D17.docx"))
    converted = {"": lambda: subprocess.run(command, capture_output=True, check=True)}
    timings = in_turns(converted, rounds=3)
    said = subprocess.run([office, "--version"], capture_output=True, text=True, check=False).stdout
    name = " ".join(said.split()[:2])
    return (f"peer: {name}, PDF only", *_row("", timings[""])[1:3], "of another process")


def _row(name: str, timing: Timing) -> tuple[str, ...]:
    return (
        name,
        milliseconds(timing.median),
        milliseconds(max(timing.wall)),
        milliseconds(timing.mean_cpu),
    )


def _file() -> CaseFile:
    """Return a case with an agreement of two people, three clauses and a payment."""
    case = Case(
        pack="people",
        title="黎桂英与覃𬭎邻里纠纷",
        number="（2025）正阳人调字第3号",
        dispute_type="邻里纠纷",
        facts="双方房屋相邻。2025 年 3 月覃𬭎翻修排水沟，雨水流入黎桂英院内，致其院墙开裂。" * 3,
        requests=("恢复排水沟原状", "赔偿院墙修复费"),
        amount_in_dispute=365_000,
        registered_on=DAY,
        accepted_on=DAY,
        mediator="莫志强",
        recorder="陆小明",
    )
    parties = [
        Party(
            case_id=case.id,
            role=role,
            position=place,
            name=name,
            sex="女",
            ethnicity="壮族",
            birth_date=date(1985, 3, 15),
            occupation="农民",
            phone="13800000000",
            id_kind="居民身份证",
            id_number="450405198503150021",
            address="广西壮族自治区梧州市长洲区倒水镇正阳村一组",
        )
        for place, (role, name) in enumerate(
            [(PartyRole.APPLICANT, "黎桂英"), (PartyRole.RESPONDENT, "覃𬭎")]
        )
    ]
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.WRITTEN,
        number=case.number,
        facts=case.facts,
        responsibility="覃𬭎未与邻居商量即改动排水沟，应承担修复责任；黎桂英自愿放弃其他请求。",
        performance="现金支付，当面点清；恢复原状由双方到场确认。",
        agreed_on=DAY,
        copies=3,
    )
    texts = [
        "覃𬭎于 2025 年 4 月 20 日前将排水沟恢复原状。",
        "覃𬭎于 2025 年 4 月 30 日前一次性支付黎桂英院墙修复费 3,650.00 元。",
        "双方今后和睦相处，互不追究其他责任。",
    ]
    clauses = [
        Clause(
            case_id=case.id,
            agreement_id=agreement.id,
            position=place,
            text=text,
            kind=ClauseKind.ACTION,
        )
        for place, text in enumerate(texts, 1)
    ]
    payment = Obligation(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=parties[1].id,
        obligee_id=parties[0].id,
        amount=365_000,
        due_on=date(2025, 4, 30),
        method="现金",
    )
    return CaseFile(
        office=Office(code="450405", name="长洲区倒水镇正阳村人民调解委员会", number_prefix="正阳"),
        case=case,
        parties=tuple(parties),
        agreements=(agreement,),
        clauses=tuple(clauses),
        obligations=(payment,),
    )

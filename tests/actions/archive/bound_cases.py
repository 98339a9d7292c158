"""A case of wages with hard names whose file is complete: every paper signed by hand."""

import io
import wave
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_file, add_files, keep_bytes
from mediatordesk.actions.papers.papers import make_paper, subjects_of
from mediatordesk.actions.signing.places import places_on
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Attachment, Paper, Signature, SigningWay
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.store import read_case_file
from tests.actions.scenario_files import wages
from tests.actions.template_desks import laptop

DAY = datetime(2025, 6, 25, 9, tzinfo=CHINA)
"""After the last payment and the visit."""
PAPERS = ("D04", "D15", "D17", "D23", "D28", "D41")


def closed_case(folder: Path) -> tuple[Desk, CaseFile]:
    """Return a desk with the closed case and nothing made in it yet."""
    made = wages()
    worker, firm = made.parties
    hard = (
        replace(worker, name="覃𬭎", phone="13800000003"),
        replace(firm, name="O'Brien & Sons <a<b>"),
    )
    session = replace(made.sessions[0], mediator="黄文德", recorder="李秀兰")
    case = replace(made.case, status=CaseStatus.CLOSED, closed_on=DAY.date(), title="覃𬭎劳动争议")
    desk = laptop(folder, made).at(Clock.typed(DAY))
    parts: Iterable[tuple[Record, ...]] = (
        *((case,), hard, (session,), made.consents, made.agreements, made.clauses),
        *(made.obligations, made.performances, made.visits),
    )
    desk.commit([added(one) for part in parts for one in part])
    return desk, read_case_file(desk.store, case.id)


def again(desk: Desk, file: CaseFile) -> CaseFile:
    """Return the case as it stands now."""
    return read_case_file(desk.store, file.case.id)


def make(desk: Desk, file: CaseFile, *codes: str) -> CaseFile:
    """Make papers, each for all that it is for."""
    for code in codes:
        kind = desk.packs.pack(file.case.pack).paper(code)
        for about in subjects_of(file, kind).values() or [None]:
            make_paper(desk, again(desk, file), code, about=about)
    return again(desk, file)


def sign_by_hand(desk: Desk, file: CaseFile, *papers: Paper, but: str = "") -> CaseFile:
    """Note that everybody has signed these papers on paper on the day of agreement, `but` one."""
    for paper in papers or file.papers:
        places = places_on(desk, file, paper)
        day = file.agreements[0].agreed_on or paper.made_on
        ops = [
            added(
                Signature(
                    case_id=file.case.id,
                    paper_id=paper.id,
                    role=place.role,
                    name=place.name,
                    party_id=place.party_id,
                    signed_on=day,
                    way=SigningWay.ON_PAPER,
                )
            )
            for place in places
            if place.name != but and not place.signature
        ]
        if ops:
            desk.commit([*ops, changed(paper, replace(paper, locked=True))])
    return again(desk, file)


def complete_file(folder: Path) -> tuple[Desk, CaseFile]:
    """Return a desk with a closed case whose file lacks nothing."""
    desk, file = closed_case(folder)
    file = make(desk, file, *PAPERS)
    return desk, sign_by_hand(desk, file)


def file_scan(
    desk: Desk, file: CaseFile, paper: Paper, data: bytes, pages: int, *sources: str
) -> CaseFile:
    """File a PDF as the scan of a paper that was signed by hand."""
    blob, op = keep_bytes(desk, file.case.id, data, "application/pdf")
    scan = SignedScan(
        case_id=file.case.id,
        paper_id=paper.id,
        sha256=blob.sha256,
        pages=pages,
        sources=sources,
        filed_on=desk.clock.today(),
    )
    desk.commit([op, added(scan)])
    return again(desk, file)


def hand_in(desk: Desk, file: CaseFile, name: str, data: bytes, kind: str = "evidence") -> CaseFile:
    """Hand in a file of the first party."""
    add_file(desk, file, name, data, kind, file.parties[0])
    return again(desk, file)


def hand_in_sound(desk: Desk, file: CaseFile, folder: Path) -> CaseFile:
    """Hand in a recording, which no printer prints."""
    path = folder / "录音 Nguyễn Văn Đức.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\1" * 4000)
    add_files(desk, file, [path], "evidence", file.parties[0])
    return again(desk, file)


def slip_in(desk: Desk, file: CaseFile, name: str, data: bytes, media_type: str) -> CaseFile:
    """Put a file into the case that intake would have refused: an older program let it in."""
    blob, op = keep_bytes(desk, file.case.id, data, media_type)
    row = Attachment(
        case_id=file.case.id,
        kind="evidence",
        name=name,
        sha256=blob.sha256,
        size=len(data),
        media_type=media_type,
        added_on=desk.clock.today(),
    )
    desk.commit([op, added(row)])
    return again(desk, file)


def sheets(pages: int = 1, word: str = "sheet") -> bytes:
    """Return a PDF of A4 pages from elsewhere."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    for page in range(1, pages + 1):
        canvas.drawString(60, 700, f"{word} {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def photo() -> bytes:
    """Return a photo of an identity card."""
    target = io.BytesIO()
    Image.effect_noise((640, 400), 60).convert("RGB").save(target, "JPEG")
    return target.getvalue()

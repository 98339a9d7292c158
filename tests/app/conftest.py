"""A program with a window and a desk of real records, without a screen."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediatordesk.app.asked.case_desk import Beginning, DeskState, OpenedCase
from mediatordesk.app.asked.case_questions import PAGE, Counts, Found, Kept, Order, Question
from mediatordesk.app.asked.material_desk import Material
from mediatordesk.app.asked.template_desk import (
    Changes,
    Chosen,
    Form,
    Forms,
    Remark,
    ShownForm,
    Which,
)
from mediatordesk.app.feed import Feed
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import LIGHT, NORMAL, Look
from mediatordesk.app.tasks import Tasks, in_database_thread
from mediatordesk.app.window import MainWindow
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import CHINA, Cell, Change, Op, TimeFlag, Verb, tick
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office
from mediatordesk.core.papers import Attachment, Paper, Signature, SignerRole
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added
from mediatordesk.core.sessions import Consent, ConsentKind, SessionRecord
from mediatordesk.store.case_lists import CaseLine

from .sample_papers import SampleFiles, SampleHandover, SampleScans, SampleSigning
from .sample_places import (
    SampleBackups,
    SampleElements,
    SampleExchange,
    SampleFindings,
    SampleImports,
    SampleLedger,
    SampleMaterials,
    SampleNotes,
    SampleOperators,
    SampleRestoring,
    SampleSettings,
    SampleStatistics,
    SampleWays,
)

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2025, 5, 12)
OFFICE = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
OPERATOR = UUID(int=7)
FACTS = (
    "2024年9月至2025年3月，苏美玲在梧州市某塑料制品有限公司做注塑工，双方没有签订书面劳动合同。"
    "公司欠发2025年2月、3月工资，并于3月31日口头通知其不用再来上班。苏美玲要求支付工资、"
    "未签合同的二倍工资差额和经济补偿，共计36,500.00元；公司认可欠薪，对补偿的数额有异议。"
)

PATIENCE = 40_000
"""Milliseconds that a wait may take, for other tests run beside this one."""


class PatientBot(QtBot):
    """Waits longer than five seconds for a window if nobody says how long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


def day(year: int, month: int, number: int) -> date:
    return date(year, month, number)


def moment(month: int, number: int, hour: int = 9) -> datetime:
    return datetime(2025, month, number, hour, tzinfo=CHINA)


def pdf_of_pages(pages: int) -> bytes:
    """Return a real PDF with some pages of text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 28)
        canvas.drawString(100, 700, f"page {number}")
        canvas.rect(80, 100, 400, 500)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def labour_case() -> CaseFile:
    """Scenario 8: a settlement about wages, agreed and signed, nothing paid yet."""
    case = Case(
        pack="people",
        title="苏美玲与梧州市某塑料制品有限公司劳动争议",
        number="（2025）正阳人调字第11号",
        status=CaseStatus.AGREED,
        channel="来访",
        dispute_type="劳动争议",
        facts=FACTS,
        requests=("支付拖欠工资12,000.00元", "支付二倍工资差额和经济补偿24,500.00元"),
        amount_in_dispute=3650000,
        registered_on=day(2025, 4, 7),
        accepted_on=day(2025, 4, 7),
        registrar="李秀兰",
        committee=OFFICE.name,
        mediator="黄文德",
        recorder="李秀兰",
    )
    worker = Party(
        case_id=case.id,
        role=PartyRole.APPLICANT,
        name="苏美玲",
        sex="女",
        ethnicity="壮族",
        birth_date=day(1991, 2, 16),
        occupation="注塑工",
        phone="13800000008",
        id_kind="居民身份证",
        id_number="45040519910216032X",
        address="梧州市长洲区正阳村三组7号",
    )
    firm = Party(
        case_id=case.id,
        role=PartyRole.RESPONDENT,
        kind=PartyKind.ORGANISATION,
        position=1,
        name="梧州市某塑料制品有限公司",
        phone="13800000002",
        id_kind="统一社会信用代码",
        id_number="914504059458073055",
        address="长洲镇工业路8号",
        legal_representative="梁志强",
        representative_post="总经理",
    )
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.WRITTEN,
        number="（2025）正阳人调字第11号",
        agreed_on=day(2025, 4, 30),
        effective_on=day(2025, 5, 1),
        copies=3,
        confirmation_wanted=True,
    )
    clauses = (
        Clause(
            case_id=case.id,
            agreement_id=agreement.id,
            position=1,
            kind=ClauseKind.PAYMENT,
            text="公司向苏美玲支付人民币36,500.00元（大写：叁万陆仟伍佰元整），分两期付清。",
        ),
        Clause(
            case_id=case.id,
            agreement_id=agreement.id,
            position=2,
            text="款项付清后，双方就本案所涉工资、经济补偿再无其他争议。",
        ),
    )
    obligations = tuple(
        Obligation(
            case_id=case.id,
            agreement_id=agreement.id,
            position=number,
            obligor_id=firm.id,
            obligee_id=worker.id,
            amount=amount,
            due_on=due,
            method="银行转账",
        )
        for number, (amount, due) in enumerate(
            ((2000000, day(2025, 5, 20)), (1650000, day(2025, 6, 20))), start=1
        )
    )
    papers = tuple(
        Paper(
            case_id=case.id,
            kind=kind,
            title=title,
            number=number,
            made_on=made,
            about=about,
            pdf_sha256=f"{place:064x}",
            pages=pages,
            locked=locked,
            sealed_sha256=f"{place:064x}" if locked and kind == "D17" else "",
        )
        for place, (kind, title, number, made, about, pages, locked) in enumerate(
            (
                ("D04", "人民调解受理登记表", case.number, day(2025, 4, 7), None, 1, False),
                ("D05", "人民调解受理通知书", case.number, day(2025, 4, 7), worker.id, 1, False),
                ("D07", "人民调解当事人权利义务告知书", "", day(2025, 4, 7), worker.id, 1, True),
                ("D07", "人民调解当事人权利义务告知书", "", day(2025, 4, 7), firm.id, 1, True),
                ("D13", "人民调解调查记录", "", day(2025, 4, 10), None, 2, False),
                ("D15", "人民调解记录", "", day(2025, 4, 22), None, 3, True),
                ("D17", "人民调解协议书", case.number, day(2025, 4, 30), agreement.id, 3, True),
                ("D24", "司法确认申请书", "", day(2025, 5, 9), agreement.id, 2, False),
            ),
            start=1,
        )
    )
    signed = next(paper for paper in papers if paper.kind == "D17")
    return CaseFile(
        office=OFFICE,
        case=case,
        parties=(worker, firm),
        consents=tuple(
            Consent(
                case_id=case.id,
                party_id=party.id,
                kind=kind,
                given_at=moment(4, 7, 9 + number),
                reader="李秀兰",
            )
            for number, party in enumerate((worker, firm))
            for kind in (ConsentKind.RIGHTS_NOTICE, ConsentKind.PERSONAL_INFORMATION)
        ),
        sessions=(
            SessionRecord(
                case_id=case.id,
                held_at=moment(4, 22, 15),
                place="正阳村人民调解室",
                cause="劳动争议",
                text="调解员说明劳动调解满十五日的后果。双方同意继续调解，苏美玲已知悉可申请仲裁。"
                "公司提出分两期支付，苏美玲同意第一期不少于20,000.00元。",
                outcome="达成初步一致，4月30日签订协议。",
                agreed=True,
                mediator="黄文德",
                recorder="李秀兰",
            ),
        ),
        agreements=(agreement,),
        clauses=clauses,
        obligations=obligations,
        papers=papers,
        signatures=tuple(
            Signature(
                case_id=case.id,
                paper_id=signed.id,
                role=role,
                name=name,
                signed_on=on,
                party_id=who,
            )
            for role, name, on, who in (
                (SignerRole.PARTY, worker.name, day(2025, 4, 30), worker.id),
                (SignerRole.PARTY, "梁志强", day(2025, 5, 1), firm.id),
                (SignerRole.MEDIATOR, "黄文德", day(2025, 5, 1), None),
                (SignerRole.RECORDER, "李秀兰", day(2025, 5, 1), None),
                (SignerRole.COMMITTEE_SEAL, OFFICE.name, day(2025, 5, 1), None),
            )
        ),
        periods=(
            Period(
                case_id=case.id,
                code="T08",
                title="劳动争议调解期限",
                day0=day(2025, 4, 7),
                due_on=day(2025, 4, 22),
                basis="劳动争议调解仲裁法第14条",
                met_on=day(2025, 4, 22),
            ),
            Period(
                case_id=case.id,
                code="T09",
                title="申请仲裁审查",
                day0=day(2025, 5, 1),
                due_on=day(2025, 5, 16),
                safe_on=day(2025, 5, 15),
                basis="劳动人事争议仲裁办案规则第74条",
            ),
            Period(
                case_id=case.id,
                code="T10",
                title="共同申请司法确认",
                day0=day(2025, 5, 1),
                due_on=day(2025, 6, 3),
                rolled_from=day(2025, 5, 31),
                safe_on=day(2025, 5, 30),
                basis="人民调解法第33条、民事诉讼法第205条",
            ),
        ),
    )


def oral_case() -> CaseFile:
    """Scenario 3 with the hard names: an oral case that waits for its visit, and is late."""
    case = Case(
        pack="people",
        title="覃𬭎与韦㛃、Nguyễn Văn Đức相邻关系纠纷（O'Brien & Sons，a<b）",
        number="（2025）正阳人调字第3号",
        status=CaseStatus.AGREED,
        oral=True,
        registered_on=day(2025, 3, 10),
        facts="屋檐雨水流到晒场。",
    )
    names = (
        (PartyRole.APPLICANT, "覃𬭎"),
        (PartyRole.RESPONDENT, "韦㛃"),
        (PartyRole.THIRD_PARTY, "Nguyễn Văn Đức"),
    )
    parties = tuple(
        Party(case_id=case.id, role=role, name=name, position=place)
        for place, (role, name) in enumerate(names)
    )
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.ORAL,
        agreed_on=day(2025, 3, 10),
        effective_on=day(2025, 3, 10),
    )
    gutter = Obligation(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=parties[1].id,
        obligee_id=parties[0].id,
        action="安装雨水槽",
        due_on=day(2025, 3, 20),
    )
    visit = Period(
        case_id=case.id,
        code="V01",
        title="回访",
        day0=day(2025, 3, 20),
        due_on=day(2025, 5, 10),
        basis="人民调解法第31条",
    )
    return CaseFile(
        office=OFFICE,
        case=case,
        parties=parties,
        agreements=(agreement,),
        obligations=(gutter,),
        periods=(visit,),
    )


def performed(file: CaseFile, fen: int) -> CaseFile:
    """Return the case after a payment for its first obligation."""
    paid = Performance(
        case_id=file.case.id,
        obligation_id=file.obligations[0].id,
        performed_on=day(2025, 5, 20),
        amount=fen,
    )
    return replace(file, performances=(*file.performances, paid))


def line_of(file: CaseFile) -> CaseLine:
    due = min((one.due_on for one in file.periods if not one.met_on), default=None)
    case = file.case
    changed = moment(5, 9, 16)
    return CaseLine(case.id, case.number, case.title, case.status, case.registered_on, due, changed)


def other_lines(count: int) -> list[CaseLine]:
    """Return many more cases, for the list only."""
    statuses = list(CaseStatus)
    kinds = ("邻里纠纷", "婚姻家庭纠纷", "劳动争议", "宅基地纠纷", "损害赔偿纠纷", "合同纠纷")
    return [
        CaseLine(
            uuid4(),
            f"（2024）正阳人调字第{number}号",
            f"黎桂英与莫志强{kinds[number % len(kinds)]}",
            statuses[number % len(statuses)],
            day(2024, 12, 31),
            TODAY + timedelta(days=number % 40 - 2) if number % 3 == 0 else None,
            datetime(2024, 12, 1, tzinfo=UTC) + timedelta(minutes=number),
        )
        for number in range(count, 0, -1)
    ]


def change_of(
    seq: int, at: datetime, ops: tuple[Op, ...], flag: TimeFlag = TimeFlag.CLOCK
) -> Change:
    return Change(bytes(8), seq, tick(0, at), flag, OPERATOR, 1, ops)


class SampleTemplates:
    """The forms of a desk of values. It insists on being asked in the database thread."""

    def __init__(self) -> None:
        titles = (("D05", "人民调解受理通知书"), ("D17", "人民调解协议书"))
        self.papers = [Form(Which("people", code), "人民调解", title) for code, title in titles]
        self.papers.append(
            Form(Which("social-insurance", "D33"), "社会保险费缴费争议", "登记表、流转单、反馈单")
        )
        self.asked: list[tuple[object, ...]] = []
        self.remarks: tuple[Remark, ...] = ()
        self.tracked = False
        self.refuse: DeskError | None = None

    def forms(self) -> Forms:
        assert in_database_thread()
        return Forms(tuple(self.papers), TODAY)

    def shown(self, which: Which) -> ShownForm:
        self._note("shown", which)
        return ShownForm(which, (), pdf_of_pages(2), pdf_of_pages(3))

    def read(self, which: Which, path: Path) -> Chosen:
        self._note("read", path)
        return Chosen(which, path.name, b"docx")

    def look(self, chosen: Chosen) -> ShownForm:
        self._note("look", chosen)
        tracked = self.tracked and chosen.changes is Changes.REFUSE
        remarks = self.remarks if tracked or not self.tracked else ()
        return ShownForm(
            chosen.which, remarks, pdf_of_pages(4), pdf_of_pages(5), chosen, changes_matter=tracked
        )

    def adopt(self, chosen: Chosen, valid_from: date) -> Change:
        self._note("adopt", chosen, valid_from)
        self._become(chosen.which, valid_from)
        return change_of(20, moment(5, 12), ())

    def withdraw(self, which: Which, valid_from: date) -> Change:
        self._note("withdraw", which, valid_from)
        self._become(which, None)
        return change_of(21, moment(5, 12), ())

    def export(self, which: Which, path: Path) -> Path:
        self._note("export", which, path)
        return path

    def _become(self, which: Which, since: date | None) -> None:
        self.papers = [
            replace(one, own_since=since, edition=1) if one.which == which else one
            for one in self.papers
        ]

    def _note(self, *asked: object) -> None:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(asked)


def keeps(kept: Kept, line: CaseLine) -> bool:
    """Tell whether a filter keeps a case."""
    over = line.status in {CaseStatus.CLOSED, CaseStatus.ARCHIVED, CaseStatus.REJECTED}
    late = line.next_due is not None and line.next_due < TODAY
    return {Kept.ALL: True, Kept.IN_HAND: not over, Kept.LATE: late, Kept.CLOSED: over}[kept]


class SampleDesk:
    """A desk of values. It insists on being asked in the database thread."""

    def __init__(self, *files: CaseFile, more: int = 0) -> None:
        self.files = {file.case.id: file for file in files}
        self.more = other_lines(more)
        self.papers: dict[str, bytes] = {}
        self.templates = SampleTemplates()
        self.materials = SampleMaterials(self.add_material)
        self.notes = SampleNotes()
        self.elements = SampleElements()
        self.findings = SampleFindings()
        self.ways = SampleWays()
        self.signing, self.scans = SampleSigning(), SampleScans()
        self.case_files, self.handover = SampleFiles(), SampleHandover()
        self.statistics = SampleStatistics()
        self.rounds, self.claims = SampleLedger(), SampleLedger()
        self.settings = SampleSettings()
        self.imports = SampleImports()
        self.backups = SampleBackups()
        self.exchange = SampleExchange()
        self.restoring = SampleRestoring()
        self.operators = SampleOperators(OPERATOR)
        self.questions: list[tuple[Question, int]] = []
        self.indexed = 0
        self.begins = Beginning()
        self.numbers: list[str] = []
        self.saved: list[tuple[UUID, str, str]] = []
        self.refuse: Exception | None = None
        self.changes: dict[UUID, list[Change]] = {
            file.case.id: [
                change_of(1, moment(4, 7), (added(file.case),)),
                change_of(
                    2,
                    moment(4, 7, 10),
                    tuple(added(party) for party in file.parties),
                    TimeFlag.TYPED,
                ),
            ]
            for file in files
        }

    def state(self) -> DeskState:
        assert in_database_thread()
        return DeskState("李秀兰", OFFICE.name, 3 + len(self.saved), TODAY, OPERATOR)

    def beginning(self) -> Beginning:
        assert in_database_thread()
        return self.begins

    def say_last_number(self, text: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.begins = Beginning()
        self.numbers.append(text)
        return change_of(30, moment(5, 12), ())

    def found(self, question: Question, page: int) -> Found:
        assert in_database_thread()
        self.questions.append((question, page))
        lines = [line_of(file) for file in self.files.values()] + self.more
        found = [one for one in lines if question.find in one.title or question.find in one.number]
        kept = {kept: [one for one in found if keeps(kept, one)] for kept in Kept}
        counts = Counts(TODAY, *(len(kept[one]) for one in Kept))
        listed = kept[question.kept]
        if question.order is Order.TITLE:
            listed.sort(key=lambda line: line.title, reverse=question.descending)
        return Found(counts, page, tuple(listed[page * PAGE : (page + 1) * PAGE]))

    def index_pending(self, limit: int) -> int:
        assert in_database_thread()
        assert limit > 0
        self.indexed += 1
        return 0

    def add_material(self, case_id: UUID, material: Material) -> None:
        """Take a file over as the desk does."""
        file = self.files[case_id]
        attachment = Attachment(
            case_id=case_id,
            party_id=material.party,
            kind=material.kind,
            name=material.path.name,
            sha256="0" * 64,
            size=123_456,
            media_type="application/pdf" if material.path.suffix == ".pdf" else "image/png",
            added_on=TODAY,
            evidence=material.evidence,
        )
        self.files[case_id] = replace(file, attachments=(*file.attachments, attachment))

    def case(self, case_id: UUID) -> OpenedCase:
        assert in_database_thread()
        changes = tuple(self.changes[case_id])
        return OpenedCase(self.files[case_id], changes, {OPERATOR: "李秀兰"})

    def save_text(self, case_id: UUID, field: str, text: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        file = self.files[case_id]
        self.files[case_id] = replace(file, case=file.case.with_text(field, text))
        self.saved.append((case_id, field, text))
        op = Op("case", case_id, (Cell(field, text),), Verb.SET)
        change = change_of(10 + len(self.saved), moment(5, 12, 10), (op,))
        self.changes[case_id].append(change)
        return change

    def pdf_of(self, paper: Paper) -> bytes:
        assert in_database_thread()
        return self.papers.get(paper.kind) or pdf_of_pages(paper.pages)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Return what works at windows as a person would."""
    return PatientBot(request)


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    made = Appearance(RESOURCES, Look(LIGHT, NORMAL))
    made.change(made.look)
    return made


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def sample() -> SampleDesk:
    return SampleDesk(labour_case(), oral_case(), more=5)


@pytest.fixture
def window_of(
    qtbot: QtBot, appearance: Appearance, tasks: Tasks
) -> Callable[[SampleDesk], MainWindow]:
    """Open the window on a desk and wait until its cases are listed."""

    def open_window(desk: SampleDesk) -> MainWindow:
        window = MainWindow(appearance, tasks, desk, Feed())
        qtbot.addWidget(window)
        window.show()
        expected = len(desk.files) + len(desk.more)
        shown = min(expected, PAGE)
        qtbot.waitUntil(lambda: len(window.case_list.table.cases.lines) == shown)
        return window

    return open_window


@pytest.fixture
def labour_file() -> CaseFile:
    return labour_case()


@pytest.fixture
def oral_file() -> CaseFile:
    return oral_case()


@pytest.fixture
def paid() -> Callable[[CaseFile, int], CaseFile]:
    return performed


@pytest.fixture
def pdf() -> Callable[[int], bytes]:
    return pdf_of_pages

"""What the places of a sample desk answer: values, asked for in the database thread only."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.app.asked.backup_desk import (
    BackupPlace,
    Backups,
    BackupSet,
    BackupWork,
    Report,
    Restoring,
)
from mediatordesk.app.asked.element_desk import Ask, Element, ElementKey, Row
from mediatordesk.app.asked.exchange_desk import (
    AskCentre,
    ExchangeNow,
    ExchangeStand,
    Going,
    NewMailbox,
    Told,
)
from mediatordesk.app.asked.finding_desk import (
    Before,
    Checked,
    CheckedAgreement,
    CheckedClause,
    ShownFinding,
    Unread,
    Weight,
)
from mediatordesk.app.asked.import_desk import (
    ImportChoice,
    Imported,
    ImportKind,
    Planned,
    PlannedRow,
    SamePerson,
)
from mediatordesk.app.asked.ledger_desk import Entered, Ledger, LedgerLine
from mediatordesk.app.asked.material_desk import Material, MaterialKind, Taken
from mediatordesk.app.asked.note_desk import Draft, Notes, ShownNote
from mediatordesk.app.asked.operator_desk import Newcomer, OperatorLine, Operators
from mediatordesk.app.asked.setting_desk import SettingLine
from mediatordesk.app.asked.statistics_desk import Asking, FigureLine, Figures, Source
from mediatordesk.app.asked.way_desk import AgreementWays, CourtLine, Way, WaysOut
from mediatordesk.app.tasks import in_database_thread
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.changes import CHINA, Change, TimeFlag, tick
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Attachment
from mediatordesk.core.statistics import Progress

TODAY = date(2025, 5, 12)
CHANGE = Change(bytes(8), 1, tick(0, datetime(2025, 5, 12, tzinfo=CHINA)), TimeFlag.CLOCK,
                UUID(int=7), 1, ())  # fmt: skip
BUYERS = ImportKind("people", "buyers", "购房人名单", into_case=True)
CASES = ImportKind("people", "cases", "案件台账")


class Refused(DeskError):
    """For a test."""

    happened = "The file {name} is not wanted."
    kept = "Nothing was added."
    to_do = "Choose another one."


class SampleMaterials:
    """The material of a sample desk; `broken` are names of files that are refused."""

    def __init__(self, added: Callable[[UUID, Material], object]) -> None:
        self._added = added
        self.asked: list[tuple[object, ...]] = []
        self.broken: set[str] = set()
        self.contents: dict[UUID, bytes] = {}

    def kinds(self, _case_id: UUID) -> tuple[MaterialKind, ...]:
        assert in_database_thread()
        return (
            MaterialKind("identity", "身份证明"),
            MaterialKind("voucher", "证据材料", evidence=True),
        )

    def add(self, case_id: UUID, material: Material) -> Taken:
        assert in_database_thread()
        if material.path.name in self.broken:
            raise Refused(name=material.path.name)
        self.asked.append(("add", case_id, material))
        self._added(case_id, material)
        large = "large" in material.path.name
        return Taken(CHANGE, (f"{material.path.name} has 60 MB.",) if large else ())

    def content(self, attachment: Attachment) -> bytes:
        assert in_database_thread()
        return self.contents.get(attachment.id, b"")

    def save(self, attachment: Attachment, to: Path, *, original: bool) -> Path:
        assert in_database_thread()
        self.asked.append(("save", attachment.id, to, original))
        return to / attachment.name

    def void(self, attachment: Attachment, reason: str) -> Change:
        assert in_database_thread()
        self.asked.append(("void", attachment.id, reason))
        return CHANGE


class SampleNotes:
    """The notes of a sample desk."""

    def __init__(self) -> None:
        self.found: list[ShownNote] = []
        self.drafts: dict[tuple[UUID, bool], str] = {}
        self.written: list[Draft] = []
        self.possible = True
        self.refuse: DeskError | None = None

    def notes(self, case_id: UUID) -> Notes:
        assert in_database_thread()
        plain, caucus = (self.drafts.get((case_id, one), "") for one in (False, True))
        return Notes(tuple(self.found), plain, caucus, self.possible)

    def write(self, case_id: UUID, draft: Draft) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.written.append(draft)
        self.drafts.pop((case_id, draft.caucus), None)
        at = datetime(2025, 5, 12, 10, tzinfo=CHINA)
        self.found.insert(0, ShownNote(uuid4(), at, draft.text, draft.caucus))
        return CHANGE

    def keep_draft(self, case_id: UUID, draft: Draft) -> None:
        assert in_database_thread()
        self.drafts[case_id, draft.caucus] = draft.text


class SampleElements:
    """The pack's fields of a sample desk: a loan, its rate only when it is one, a panel."""

    def __init__(self) -> None:
        self.answers: dict[ElementKey, str] = {}
        self.rows: list[Row] = []
        self.gone: dict[str, Row] = {}
        self.draft: Row | None = None
        self.asked: list[tuple[object, ...]] = []
        self.parties: tuple[UUID, ...] = ()
        self.refuse: DeskError | None = None

    def elements(self, _case_id: UUID) -> tuple[Element, ...]:
        assert in_database_thread()
        loan = self.answers.get(ElementKey("is_loan")) == "true"
        return (
            self._one(Ask("is_loan", "属于民间借贷", AnswerKind.YES_NO), "民间借贷要素"),
            self._one(Ask("rate", "约定年利率", AnswerKind.RATE), "民间借贷要素", asked=loan),
            self._one(Ask("lent_on", "提供借款日期", AnswerKind.DAY), "民间借贷要素"),
            self._one(Ask("window", "受理窗口", required=True, help="写窗口全称"), "登记"),
            self._one(Ask("groups", "绿色通道群体", AnswerKind.CHOICES, GROUPS), "登记"),
            self._one(Ask("difficulty", "难易程度", AnswerKind.CHOICE, GROUPS), "登记"),
            self._one(Ask("course", "调解过程", AnswerKind.LONG_TEXT), "登记"),
            Element(
                Ask("panel", "调解组", AnswerKind.TABLE),
                "调解",
                columns=(
                    Ask("name", "姓名", required=True),
                    Ask("post", "职责", AnswerKind.CHOICE, GROUPS),
                ),
                rows=tuple(self.rows),
                draft=self.draft,
            ),
            *(
                self._one(Ask("guardian", "监护人"), "当事人", party=party)
                for party in self.parties
            ),
        )

    def enter(self, case_id: UUID, key: ElementKey, text: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(("enter", case_id, key, text))
        self.answers[key] = text
        return CHANGE

    def enter_row(self, _case_id: UUID, _key: ElementKey, row: Row) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        kept = replace(row, id=row.id or uuid4().hex)
        others = [one for one in self.rows if one.id != kept.id]
        self.rows = [*others, kept]
        self.draft = None
        return CHANGE

    def take_out_row(self, _case_id: UUID, _key: ElementKey, row: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.gone = {one.id: one for one in self.rows if one.id == row}
        self.rows = [one for one in self.rows if one.id != row]
        return CHANGE

    def put_back_row(self, _case_id: UUID, _key: ElementKey, row: str, place: int) -> Change:
        assert in_database_thread()
        self.rows.insert(place, self.gone.pop(row))
        return CHANGE

    def keep_row(self, _case_id: UUID, _key: ElementKey, row: Row | None) -> None:
        assert in_database_thread()
        self.draft = row

    def _one(
        self, ask: Ask, section: str, *, party: UUID | None = None, asked: bool = True
    ) -> Element:
        answer = self.answers.get(ElementKey(ask.name, party), "")
        return Element(ask, section, party, answer, asked)


GROUPS = (("minor", "未成年人"), ("elderly", "老年人"), ("migrant", "农民工"))


class SampleFindings:
    """The findings of a sample desk: before signing one clause is refused, or waits."""

    def __init__(self) -> None:
        self.asked: list[Before] = []
        self.mended = False
        self.unread: tuple[Unread, ...] = ()
        self.released: list[tuple[tuple[Unread, ...], str, str]] = []
        self.refuse: DeskError | None = None

    def release(
        self, _case_id: UUID, unread: tuple[Unread, ...], director: str, reason: str
    ) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.released.append((unread, director, reason))
        self.unread = ()
        return CHANGE

    def checked(self, _case_id: UUID, before: Before) -> Checked:
        assert in_database_thread()
        self.asked.append(before)
        if self.unread:
            return self._waiting(before)
        if before is not Before.SIGN or self.mended:
            return Checked(before, (CheckedAgreement(UUID(int=5), "书面协议", ()),))
        stop = ShownFinding("A07", Weight.BLOCK, "不得限制举报。", "某法 第一条", "不得再举报")
        mind = ShownFinding("A20", Weight.WARN, "写明收款账户。", about="书面协议", local=True)
        clauses = (
            CheckedClause(1, "公司支付工资。"),
            CheckedClause(2, "款项付清后，a<b & 不得再举报。", (stop,)),
        )
        return Checked(
            before, (CheckedAgreement(UUID(int=5), "书面协议", clauses),), (mind,), 35, 50
        )

    def _waiting(self, before: Before) -> Checked:
        (one,) = self.unread
        mind = ShownFinding(
            "SW12", Weight.WARN, "不是核定过的写法。", quote="社保", needs_director=True
        )
        clauses = (CheckedClause(2, one.words, (mind,)),)
        card = CheckedAgreement(UUID(int=5), "书面协议", clauses)
        return Checked(before, (card,), unread=self.unread, director="覃𬭎")


class SampleWays:
    """The ways out of a sample desk: confirmation is open, an order to pay is not."""

    def __init__(self) -> None:
        self.asked = 0
        self.court = ""
        self.register: dict[str, str] = {}
        self.refuse: DeskError | None = None

    def ways(self, _case_id: UUID) -> WaysOut:
        assert in_database_thread()
        self.asked += 1
        ways = (
            Way("司法确认", True, basis="某法 第一条", due_on=date(2025, 6, 3)),
            Way("支付令", False, "没有到期未付的款项（a<b）", "某法 第二条"),
        )
        courts = (
            CourtLine("长洲区人民法院", "当事人住所地：苏美玲", "某法 第三条", "450405"),
            CourtLine(self.register.get("450406", ""), "调解组织所在地", "某法 第三条", "450406"),
        )
        agreement = AgreementWays(UUID(int=5), "书面协议", ways, courts=courts)
        return WaysOut(TODAY, (agreement,), self.court, ("万秀区人民法院",))

    def note_court(self, name: str, district: str) -> Change:
        assert in_database_thread()
        self.register[district] = name
        return CHANGE

    def choose_court(self, _case_id: UUID, _agreement: UUID, court: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.court = court
        return CHANGE


class SampleStatistics:
    """The figures of a sample desk: accepted cases, and a rate of them."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.case_id: UUID | None = None
        self.refuse: DeskError | None = None
        self.steps = 0
        """Steps that a counting takes before its figures are there."""

    def count(self, asking: Asking) -> Iterator[Progress | Figures]:
        assert in_database_thread()
        self.asked.append(("count", asking))
        if self.refuse:
            raise self.refuse
        for done in range(self.steps):
            assert in_database_thread()
            self.asked.append(("step", done))
            yield Progress(done, self.steps)
        lines = (
            FigureLine("accepted", "受理", "受理", "件", "按受理日期", "某法 第一条",
                       ("3", "1", "2"), listed=True),
            FigureLine("rate", "成功率", "结果", "%", "成功数除以受理数", "",
                       ("66.67", "", "66.67"), listed=False),
        )  # fmt: skip
        yield Figures(asking, ("", "2025-01", "2025-02"), ("合计", "1月", "2月"), lines)

    def sources(
        self, asking: Asking, name: str, key: str
    ) -> Iterator[Progress | tuple[Source, ...]]:
        assert in_database_thread()
        self.asked.append(("sources", asking, name, key))
        yield (
            Source("（2025）正阳人调字第11号", TODAY, "劳动争议", "", self.case_id),
            Source("2025-02-01 三组", TODAY),
        )

    def save(self, asking: Asking, to: Path) -> Path:
        assert in_database_thread()
        self.asked.append(("save", asking, to))
        return to


class SampleLedger:
    """A ledger of a sample desk: places by month, each with how many disputes were found."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[str, LedgerLine]] = {}
        self.asked: list[tuple[object, ...]] = []
        self.words = ""
        self.refuse: DeskError | None = None

    def ledger(self, month: str) -> Ledger:
        assert in_database_thread()
        month = month or "2025-05"
        lines = tuple(self.lines.get(month, {}).values())
        columns = (
            Ask("place", "排查地点", required=True),
            Ask("found", "发现纠纷", AnswerKind.NUMBER),
        )
        return Ledger(month, lines, f"{len(lines)} rounds", columns, {"found": "1"})

    def enter(self, answers: Mapping[str, str]) -> Entered:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        line = LedgerLine(uuid4().hex, answers["place"], f"found {answers['found']}", "05-12")
        self.lines.setdefault("2025-05", {})[line.key] = line
        return Entered(CHANGE, self.words)

    def take_out(self, key: str, reason: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(("out", reason))
        for lines in self.lines.values():
            lines.pop(key, None)
        return CHANGE

    def save(self, month: str, to: Path) -> Path:
        assert in_database_thread()
        self.asked.append(("save", month, to))
        return to


class SampleSettings:
    """The settings of a sample desk: one that nobody laid down yet, one that is as supplied."""

    def __init__(self) -> None:
        self.own: dict[str, tuple[str, str]] = {}
        self.refuse: DeskError | None = None

    def settings(self) -> tuple[SettingLine, ...]:
        assert in_database_thread()
        oral = Ask("oral", "口头协议可以申请补贴", AnswerKind.YES_NO, required=True)
        days = Ask(
            "days", "回访期限（日）", AnswerKind.NUMBER, required=True, help="自履行完毕起算"
        )
        return (self._line(oral, "false", local=True), self._line(days, "30", local=False))

    def lay_down(self, name: str, text: str, reason: str) -> Change:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.own[name] = text, reason
        return CHANGE

    def _line(self, ask: Ask, default: str, *, local: bool) -> SettingLine:
        text, reason = self.own.get(ask.name, (default, ""))
        own = ask.name in self.own
        return SettingLine(ask, ("人民调解",), text, default, own, local and not own, reason)


class SampleImports:
    """The imports of a sample desk: a file called `bad…` has two rows to mend."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.case_id: UUID | None = None
        self.pairs = [
            SamePerson(UUID(int=1), UUID(int=2), "覃𬭎：邻里纠纷 / 劳动争议", "the same number"),
        ]

    def kinds(self) -> tuple[ImportKind, ...]:
        assert in_database_thread()
        return BUYERS, CASES

    def plan(self, choice: ImportChoice) -> Planned:
        assert in_database_thread()
        self.asked.append(("plan", choice))
        bad = choice.path.name.startswith("bad")
        rows = tuple(
            PlannedRow(
                number,
                (str(number), f"覃𬭎{number}", "450405199102160320"),
                {2: "the check digit is wrong"} if bad and number in {3, 5} else {},
            )
            for number in range(2, 12)
        )
        warnings = ("北区27层11号 is sold twice: rows 3 and 9",)
        return Planned(choice, ("序号", "姓名", "证件号码"), rows, warnings)

    def apply(self, planned: Planned) -> Imported:
        assert in_database_thread()
        self.asked.append(("apply", planned.choice))
        return Imported(f"Imported: {len(planned.rows)} rows.", (CHANGE,), self.case_id)

    def write_errors(self, planned: Planned) -> Path:
        assert in_database_thread()
        self.asked.append(("errors", planned.choice))
        return planned.choice.path.with_name("有误行.xlsx")

    def write_sample(self, kind: ImportKind, to: Path) -> Path:
        assert in_database_thread()
        self.asked.append(("sample", kind, to))
        return to

    def same_people(self) -> tuple[SamePerson, ...]:
        assert in_database_thread()
        return tuple(self.pairs)

    def join(self, pair: SamePerson) -> Change:
        assert in_database_thread()
        self.pairs = [replace(pair, join=UUID(int=9))]
        return CHANGE

    def part(self, pair: SamePerson) -> Change:
        assert in_database_thread()
        self.pairs = [replace(pair, join=None)]
        return CHANGE


class SampleBackups:
    """The backups of a sample desk; the work of one says that it has ten steps."""

    def __init__(self) -> None:
        self.state = Backups(TODAY)
        self.due_at: Path | None = None
        self.asked: list[tuple[object, ...]] = []
        self.step: Callable[[int], object] = lambda _number: None
        self.refuse: DeskError | None = None

    def standing(self) -> Backups:
        assert in_database_thread()
        return self.state

    def work(self, place: Path, *, only_check: bool) -> BackupWork:
        assert in_database_thread()
        self.asked.append(("check" if only_check else "back up", place))
        return self._work

    def add_place(self, path: Path) -> None:
        assert in_database_thread()
        self.state = replace(self.state, places=(*self.state.places, BackupPlace(path)))

    def forget_place(self, path: Path) -> None:
        assert in_database_thread()
        kept = tuple(one for one in self.state.places if one.path != path)
        self.state = replace(self.state, places=kept)

    def due(self, *, closing: bool) -> Path | None:
        assert in_database_thread()
        self.asked.append(("due", closing))
        return self.due_at

    def _work(self, report: Report) -> str:
        assert not in_database_thread()
        for number in range(10):
            report(number, 10)
            self.step(number)
        if self.refuse:
            raise self.refuse
        self.asked.append(("done",))
        self.state = replace(self.state, last_verified=datetime(2025, 5, 12, 11, tzinfo=CHINA),
                             only_here=0)  # fmt: skip
        return "Backed up and read again."


class SampleRestoring:
    """Restoring on a sample desk."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.refuse: DeskError | None = None

    def sets(self, _place: Path) -> tuple[BackupSet, ...]:
        assert in_database_thread()
        return (
            BackupSet(datetime(2025, 5, 11, 18, tzinfo=CHINA), "changes: 20"),
            BackupSet(datetime(2025, 5, 10, 18, tzinfo=CHINA), "changes: 9"),
        )

    def restore(self, wanted: Restoring) -> Path:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(wanted)
        return wanted.to


class SampleOperators:
    """The operators of a sample desk."""

    def __init__(self, present: UUID) -> None:
        self.present = present
        self.lines = [
            OperatorLine(present, "李秀兰", "调解员", "LXL", has_way_in=True),
            OperatorLine(UUID(int=8), "覃𬭎", "书记员", "Q", has_way_in=True),
        ]
        self.without_typing = False
        self.asked: list[tuple[object, ...]] = []
        self.refuse: DeskError | None = None

    def operators(self) -> Operators:
        assert in_database_thread()
        return Operators(
            tuple(self.lines),
            self.present,
            self.without_typing,
            recovery="The printed sheet.",
            new_sheet="The old sheet opens nothing any more.",
        )

    def add(self, newcomer: Newcomer) -> None:
        self._note("add", newcomer)
        self.lines.append(
            OperatorLine(uuid4(), newcomer.name, newcomer.post, newcomer.label, has_way_in=True)
        )

    def retire(self, operator: UUID) -> None:
        self._note("retire", operator)
        self.lines = [replace(one, retired=one.retired or one.id == operator) for one in self.lines]

    def change_passphrase(self, old: str, new: str) -> None:
        self._note("passphrase", old, new)

    def change_label(self, label: str) -> None:
        self._note("label", label)
        self.lines[0] = replace(self.lines[0], label=label)

    def save_sheet(self, file: Path) -> None:
        self._note("sheet", file)

    def open_without_typing(self, *, wanted: bool) -> None:
        self._note("typing", wanted)
        self.without_typing = wanted

    def take_over(self, before: UUID) -> Change:
        self._note("take over", before)
        return CHANGE

    def _note(self, *asked: object) -> None:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(asked)


class SampleExchange:
    """The exchange of a sample desk; `told` is what its thread would call."""

    def __init__(self) -> None:
        self.state = ExchangeStand(TODAY, ExchangeNow(Going.NOT_ENROLLED), tuple("甲乙丙丁戊己"))
        self.told: Told = lambda _now: None
        self.asked: list[tuple[object, ...]] = []
        self.answers: list[bytes | None] = []
        self.refuse: DeskError | None = None

    def stand(self) -> ExchangeStand:
        assert in_database_thread()
        return self.state

    def begin(self, told: Told) -> None:
        assert in_database_thread()
        self.told = told

    def wake(self) -> None:
        self._note("wake")

    def pause(self) -> None:
        self._note("pause")
        self._go(Going.PAUSED)

    def resume(self) -> None:
        self._note("resume")
        self._go(Going.RESTING)

    def settle(self) -> None:
        self._note("settle")

    def read_news(self) -> None:
        self._note("read news")
        self.state = replace(self.state, news=())

    def decide(self, contest: Hashable, value: Hashable) -> None:
        self._note("decide", contest, value)

    def add_mailbox(self, new: NewMailbox) -> None:
        self._note("add", new)

    def remove_mailbox(self, key: str) -> None:
        self._note("remove", key)

    def save_request(self, file: Path, slip: str) -> None:
        self._note("save", file, slip)

    def take_answer(self, file: Path) -> None:
        self._note("take", file)

    def ask_by_slip(self, slip: str) -> AskCentre:
        self._note("ask", slip)
        return self._answer

    def take_grant(self, data: bytes) -> None:
        self._note("grant", data)

    def _answer(self) -> bytes | None:
        assert not in_database_thread()
        return self.answers.pop(0) if self.answers else None

    def _go(self, going: Going) -> None:
        self.state = replace(self.state, now=replace(self.state.now, going=going))

    def _note(self, *asked: object) -> None:
        assert in_database_thread()
        if self.refuse:
            raise self.refuse
        self.asked.append(asked)

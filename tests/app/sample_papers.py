"""What the places for signing, scans, the file and handing over of a sample desk answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from mediatordesk.app.asked.file_desk import Bound, FileLine, FileStand, Held
from mediatordesk.app.asked.finding_desk import ShownFinding, Weight
from mediatordesk.app.asked.handover_desk import (
    AnswerTold,
    HandoverStand,
    MadePacket,
    PacketLine,
    Preflight,
    Receipt,
    Target,
)
from mediatordesk.app.asked.scan_desk import (
    DateAsked,
    FiledScans,
    PageLine,
    PageState,
    Placeable,
    ReadPaper,
    ScanLook,
    TypedDay,
)
from mediatordesk.app.asked.signing_desk import (
    Certificate,
    Given,
    PaperOffer,
    SignedPaper,
    Signer,
    SigningStand,
)
from mediatordesk.app.tasks import in_database_thread
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.handovers import Handover
from mediatordesk.core.papers import Paper

from .sample_places import CHANGE, TODAY

CASE, CHILD, FIRM = UUID(int=90), UUID(int=91), UUID(int=92)
AGREEMENT = Paper(id=UUID(int=93), case_id=CASE, kind="D17", title="人民调解协议书",
                  made_on=TODAY, about=UUID(int=94), pages=2)  # fmt: skip
NOTARY = Target("notary", UUID(int=94), "赋强公证")
ORDER = Target("payment-order", UUID(int=94), "支付令", is_open=False, why="没有到期款项 a<b")


class Noting:
    """Notes what was asked, in the database thread only; refuses where it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.refuse_with: DeskError | None = None

    def note(self, *asked: object) -> Change:
        assert in_database_thread()
        if self.refuse_with:
            raise self.refuse_with
        self.asked.append(asked)
        return CHANGE


@dataclass
class WatchedSample:
    """A folder into which a picture comes once it is put there."""

    picture: bytes | None = None
    problem: DeskError | None = None

    def poll(self) -> bytes | None:
        return self.picture


class SampleSigning(Noting):
    """An agreement that a guardian, a firm and the committee sign; one notice is not made yet."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = WatchedSample()
        self.paper = SignedPaper(
            AGREEMENT,
            "",
            (
                Signer("91", "当事人", "Nguyễn Văn a<b", CHILD, stands_for="覃𬭎"),
                Signer(
                    "92",
                    "当事人",
                    "O'Brien & Sons",
                    FIRM,
                    others=("梁志强",),
                    wants_seal=True,
                    agrees=True,
                ),
                Signer("committee_seal", "人民调解委员会印章", "正阳村人民调解委员会", agrees=True),
            ),
            takes_effect=True,
        )

    def stand(self, _case_id: UUID) -> SigningStand:
        assert in_database_thread()
        offer = PaperOffer("D07", "权利义务告知书", (("覃𬭎", CHILD), ("O'Brien & Sons", FIRM)))
        return SigningStand((self.paper,), (offer,))

    def make(self, _case_id: UUID, code: str, about: UUID | None) -> Change:
        return self.note("make", code, about)

    def sign(self, _case_id: UUID, paper: UUID, given: Given) -> Change:
        change = self.note("sign", paper, given)
        self.change(given.key, signed_on=TODAY)
        return change

    def answer_consent(self, _case_id: UUID, party: UUID, *, yes: bool) -> Change:
        change = self.note("consent", party, yes)
        key = next(one.key for one in self.paper.signers if one.party == party)
        self.change(key, agrees=yes)
        return change

    def refuse(self, _case_id: UUID, paper: UUID, key: str, reason: str) -> Change:
        change = self.note("refuse", paper, key, reason)
        self.change(key, refused=True)
        return change

    def watch(self, _folder: Path) -> WatchedSample:
        return self.watched

    def seal(self, _case_id: UUID, paper: UUID, certificate: Certificate) -> Change:
        change = self.note("seal", paper, certificate)
        sealed = replace(self.paper.paper, sealed_sha256="1" * 64)
        self.paper = replace(self.paper, paper=sealed)
        return change

    def worth(self, _case_id: UUID, _paper: UUID) -> str:
        assert in_database_thread()
        return "The signature of 正阳 is unbroken and trusted."

    def save(self, paper: Paper, to: Path) -> Path:
        self.note("save", paper.id, to)
        return to

    def change(self, key: str, **changes: object) -> None:
        """Change one of those who sign."""
        signers = tuple(
            replace(one, **changes) if one.key == key else one  # type: ignore[arg-type]  # a test's words
            for one in self.paper.signers
        )
        self.paper = replace(self.paper, signers=signers)


class SampleScans(Noting):
    """Scans of which one page is missing and one cannot be read, until more come."""

    def __init__(self) -> None:
        super().__init__()
        self.look = ScanLook(
            (
                PageLine(PageState.MISSING, "人民调解协议书：缺第2页，共2页"),
                PageLine(PageState.UNREAD, "照片 a<b.jpg", unread=0),
                PageLine(PageState.FITS, "人民调解协议书：第1页，共2页", "扫描.jpg"),
            ),
            placeable=(Placeable(AGREEMENT.id, AGREEMENT.title, 2),),
        )

    def read(
        self, _case_id: UUID, paths: tuple[Path, ...], told: Callable[[int, int], None]
    ) -> ScanLook:
        self.note("read", paths)
        told(len(paths), 0)
        return self.look

    def place_by_hand(self, _case_id: UUID, unread: int, paper: UUID, page: int) -> ScanLook:
        self.note("place", unread, paper, page)
        signers = (
            DateAsked("91", "Nguyễn Văn a<b", required=True),
            DateAsked("92", "O'Brien & Sons", required=True),
            DateAsked("recorder", "李秀兰", required=False),
        )
        lines = (PageLine(PageState.FITS, "第1页"), PageLine(PageState.FITS, "第2页"))
        return ScanLook(lines, (ReadPaper(AGREEMENT.id, AGREEMENT.title, 2, signers),))

    def forget(self, _case_id: UUID) -> None:
        assert in_database_thread()
        self.asked.append(("forget",))

    def file(
        self, _case_id: UUID, days: tuple[TypedDay, ...], _told: Callable[[int, int], None]
    ) -> FiledScans:
        return FiledScans(self.note("file", days), (AGREEMENT.title,), ("别案 a<b.jpg",))


class SampleFiles(Noting):
    """A file that lacks one paper and can be bound."""

    def __init__(self) -> None:
        super().__init__()
        self.bound: Bound | None = None
        self.found: tuple[ShownFinding, ...] = (
            ShownFinding("D07", Weight.BLOCK, "卷内缺少《告知书》", "某法 第一条"),
        )

    def stand(self, _case_id: UUID) -> FileStand:
        assert in_database_thread()
        lines = (
            FileLine("卷宗封面", must=True, held=Held.LATER, words="made when the file is bound"),
            FileLine("协议书 a<b", True, Held.THERE, "signed and sealed", 1, 3),
            FileLine("告知书", must=True, held=Held.MISSING, words="missing"),
            FileLine("回访记录", must=False, held=Held.ABSENT, words="not there, not needed"),
        )
        found = self.found
        return FileStand(lines, 3, found, self.bound, may_archive=not found)

    def bind(self, _case_id: UUID, *, two_sided: bool) -> Change:
        change = self.note("bind", two_sided)
        self.bound = Bound(TODAY, 3, 7, is_current=True)
        return change

    def save(self, _case_id: UUID, to: Path) -> Path:
        self.note("save", to)
        return to

    def archive(self, _case_id: UUID) -> Change:
        return self.note("archive")


@dataclass
class SampleHandover(Noting):
    """A case that a notary can have, and nobody else."""

    handed: list[Handover] = field(default_factory=list)
    lines: tuple[PacketLine, ...] = (PacketLine("人民调解协议书"),)
    findings: tuple[ShownFinding, ...] = ()

    def __post_init__(self) -> None:
        super().__init__()

    def stand(self, _case_id: UUID) -> HandoverStand:
        assert in_database_thread()
        return HandoverStand(TODAY, (NOTARY, ORDER), tuple(self.handed))

    def preflight(self, _case_id: UUID, target: Target, receiver: str) -> Preflight:
        assert in_database_thread()
        return Preflight(target, receiver, self.findings, self.lines)

    def export(self, case_id: UUID, target: Target, receiver: str, to: Path) -> MadePacket:
        change = self.note("export", target, receiver, to)
        made = Handover(
            case_id=case_id,
            way=target.way,
            receiver=receiver,
            made_at=change.moment,
            sha256="ab" * 32,
            files=("01_协议书.pdf",),
        )
        self.handed.append(made)
        return MadePacket(to, made.sha256, made.files, ("送达地址确认书",), change)

    def note_receipt(self, _case_id: UUID, receipt: Receipt) -> Change:
        change = self.note("receipt", receipt)
        self.handed[-1] = replace(
            self.handed[-1], received_by=receipt.by, received_on=date(2025, 5, 12)
        )
        return change

    def note_answer(self, _case_id: UUID, answer: AnswerTold) -> Change:
        return self.note("answer", answer)

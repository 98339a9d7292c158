"""A case of a worker and a firm with a written agreement to be signed, and what they sign with."""

from datetime import date
from pathlib import Path
from typing import Any

from mediatordesk.actions.papers.papers import MadePaper, make_paper
from mediatordesk.actions.signing.drawn_signatures import drawn
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.actions.signing.signing import Hand, note_all_on_paper, sign_by_hand
from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Paper
from mediatordesk.signing import Drawing, handwriting, picture
from tests.actions.procedure_cases import FIRM, INTAKE, WORKER, Played, registered
from tests.actions.template_desks import PLACES

DAY = "2025-05-12"
MEDIATOR, RECORDER, COMMITTEE = "黄文德", "李秀兰", "正阳村人民调解委员会"
STROKES = (((0, 0, 0.0), (8, 40, 0.1)), ((20, 2, 0.3), (44, 38, 0.5), (60, 3, 0.8)))
AGREEMENT: dict[str, Any] = {
    "agreed_on": DAY,
    "clauses": [{"kind": "payment", "text": "公司支付100.00元，不迟于2025年6月2日（含当日）付清"}],
    "obligations": [
        {"obligor": FIRM, "obligee": WORKER, "amount": "100.00", "due_on": "2025-06-02"}
    ],
}


def agreed(folder: Path, **changes: Any) -> Played:
    """Return a case of a worker and a firm, who have agreed in writing."""
    worker, firm, _friend = INTAKE["parties"]
    told = {"parties": [worker, firm], "dispute_type": "99"} | changes
    played = registered(folder, **told)
    played.do("2025-04-07", "accept", {})
    played.do(DAY, "agree", AGREEMENT)
    return played


def agreement_of(played: Played, day: str = DAY) -> MadePaper:
    """Return the written agreement as it is made on a day."""
    return make_paper(played.on(day), played.file, "D17", about=played.file.agreements[0].id)


def newest(played: Played) -> Paper:
    """Return the newest version of the written agreement."""
    paper = played.file.newest_paper("D17")
    assert paper is not None
    return paper


def ink() -> bytes:
    """Return the picture of a signature."""
    return picture(handwriting("签名", PLACES.fonts / "LXGWWenKai-Regular.ttf"))


def strokes() -> Drawing:
    """Return a signature that was drawn at the desk."""
    return drawn(STROKES, "Wacom STU-430 & pen")


def sign(played: Played, who: str, hand: Hand, day: str = DAY) -> Change:
    """Let somebody sign the newest agreement on a day."""
    return sign_by_hand(played.on(day), played.file, newest(played), who, hand)


def sign_on_paper(played: Played, day: str, *names: str, entered: str = "2025-06-01") -> None:
    """Note that people signed the print on a day."""
    desk = played.on(entered)
    signed = [(name, date.fromisoformat(day)) for name in names]
    desk.commit(note_all_on_paper(desk, played.file, newest(played), signed))


def place_of(played: Played, name: str) -> Place:
    """Return a place of the newest agreement by name."""
    places = places_on(played.desk, played.file, newest(played))
    return next(one for one in places if one.is_of(name))

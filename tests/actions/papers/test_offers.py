"""Which papers can be made next: what a case can have and does not have yet."""

from pathlib import Path

from mediatordesk.actions.papers.offers import offered_papers
from tests.actions.procedure_cases import FIRM, FRIEND, WORKER, Played, registered

AGREED = {
    "agreed_on": "2025-05-12",
    "clauses": [{"kind": "payment", "text": "公司支付100.00元，不迟于2025年6月2日（含当日）付清"}],
    "obligations": [
        {"obligor": FIRM, "obligee": WORKER, "amount": "100.00", "due_on": "2025-06-02"}
    ],
}


def offered(played: Played, day: str) -> dict[str, list[str]]:
    """Return the names for which each paper is offered, by its code."""
    offers = offered_papers(played.on(day), played.file)
    return {one.kind.code: [name for name, _about in one.subjects] for one in offers}


def test_a_paper_is_offered_once_for_each_until_it_is_made(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk")
    played.do("2025-04-07", "accept", {})
    before = offered(played, "2025-04-08")
    assert before["D07"] == [WORKER, FIRM, FRIEND]
    assert before["D04"] == [""]
    assert "D17" not in before
    played.made("D04", "2025-04-08")
    played.made("D07", "2025-04-08", FIRM)
    after = offered(played, "2025-04-08")
    assert "D04" not in after
    assert after["D07"] == [WORKER, FRIEND]


def test_an_agreement_is_offered_once_the_parties_have_agreed(tmp_path: Path) -> None:
    played = registered(tmp_path / "desk", dispute_type="99")
    played.do("2025-04-07", "accept", {})
    played.do("2025-05-12", "agree", AGREED)
    assert len(offered(played, "2025-05-12")["D17"]) == 1

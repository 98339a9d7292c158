"""The facts have the shape that expressions are checked against."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mediatordesk.core.agreements import ClauseKind, Performance
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import Attachment, Paper, Signature, SignerRole
from mediatordesk.core.periods import Period
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import FollowUpVisit, Note, SessionRecord
from mediatordesk.forms import facts_of
from mediatordesk.forms.facts.fact_shapes import SHAPE
from mediatordesk.forms.language.shapes import Leaf

DAY = date(2025, 5, 21)
NOW = datetime(2025, 5, 21, 9, tzinfo=CHINA)
LEAVES: Mapping[Leaf, type] = {
    Leaf.TEXT: str,
    Leaf.NUMBER: int,
    Leaf.DAY: date,
    Leaf.MOMENT: str,
    Leaf.YES_NO: bool,
    Leaf.ANY: object,
}


def fits(value: Any, shape: Any, place: str) -> None:
    if value is None:
        return
    if isinstance(shape, Mapping):
        assert set(value) == set(shape), place
        for name, inner in shape.items():
            fits(value[name], inner, f"{place}.{name}")
    elif isinstance(shape, list):
        for row in value:
            fits(row, shape[0], f"{place}[]")
    else:
        assert isinstance(value, LEAVES[shape]), place


def test_every_fact_has_the_shape_that_packs_are_checked_against(file_with: Any) -> None:
    file = file_with(
        ("支付20,000.00元", ClauseKind.PAYMENT),
        amounts=((2_000_000, date(2025, 5, 20)),),
        labour=True,
        responsibility="公司承担责任",
    )
    case_id, about = file.case.id, file.agreements[0].id
    paper = Paper(case_id=case_id, kind="D17", title="", made_on=DAY, about=about)
    file = replace(
        file,
        sessions=(SessionRecord(case_id=case_id, held_at=NOW, guests=("税务官",)),),
        performances=(
            Performance(case_id=case_id, obligation_id=file.obligations[0].id, performed_on=DAY),
        ),
        visits=(FollowUpVisit(case_id=case_id, agreement_id=about, visited_on=DAY),),
        hops=(Hop(case_id=case_id, position=1, from_office="村", to_office="镇", sent_on=DAY),),
        papers=(paper,),
        signatures=(
            Signature(
                case_id=case_id,
                paper_id=paper.id,
                role=SignerRole.PARTY,
                name="苏美玲",
                party_id=file.parties[0].id,
                signed_on=DAY,
            ),
        ),
        attachments=(
            Attachment(
                case_id=case_id,
                kind="identity",
                name="x",
                sha256="",
                size=1,
                media_type="image/png",
                added_on=DAY,
                party_id=file.parties[0].id,
            ),
        ),
        notes=(Note(case_id=case_id, written_at=NOW, text="a<b"),),
        periods=(Period(case_id=case_id, code="T10", title="", day0=DAY, due_on=DAY, about=about),),
    )
    facts = facts_of(file, DAY)
    assert facts.pop("elements") == {}
    assert facts.pop("settings") == {}
    assert [one.pop("elements") for one in facts["parties"]] == [{}, {}]
    fits(facts, SHAPE, "facts")
    assert facts["agreements"][0]["last_day_of_confirmation"] == DAY
    assert facts["agreements"][0]["unsigned_parties"] == ("梧州市某塑料制品有限公司",)
    assert facts["parties"][0]["attachments"] == ("identity",)
    assert facts["parties"][0]["age"] == 34
    assert facts["obligations"][0]["is_performed"] is False
    assert facts["clauses"][1]["from_field"] == "responsibility"

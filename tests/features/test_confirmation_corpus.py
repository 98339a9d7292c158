"""The corpus of 136 applications: every planted fault is found, and nothing where there is none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.courts import note_court
from mediatordesk.actions.cases.intake import add_case, set_field
from mediatordesk.actions.cases.periods import begun_periods
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Attachment, Paper, Signature, SignerRole
from mediatordesk.core.records import Record, added, changed
from mediatordesk.forms import Finding, Level
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

from .confirmation_corpus import (
    COMMITTEE,
    COURTS,
    EFFECTIVE,
    Application,
    clean_applications,
    faulty_applications,
)

LINT = ("A", "C0")
"""What the lint of agreements and the checks on who may act call their findings."""
SIGNED = date.fromisoformat(EFFECTIVE)
SIGNERS = {
    "D17": (SignerRole.PARTY, SignerRole.MEDIATOR, SignerRole.RECORDER, SignerRole.COMMITTEE_SEAL),
    "D24": (SignerRole.PARTY,),
    "D25": (SignerRole.PARTY,),
    "D26": (SignerRole.MEDIATOR, SignerRole.COMMITTEE_SEAL),
}


@dataclass(frozen=True)
class Checked:
    """An application, and what the checks of its pack found before the court."""

    application: Application
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> list[Finding]:
        return [one for one in self.findings if one.blocks]


def at(desk: Desk, day: str) -> Desk:
    return desk.at(Clock.typed(datetime.fromisoformat(f"{day}T09:00")))


def registered(desk: Desk, application: Application) -> CaseFile:
    """Register a case and take its steps up to the agreement, as a mediator does."""
    case = add_case(at(desk, "2025-04-28"), application.intake).case
    do_step(at(desk, "2025-04-28"), case.id, "accept", {})
    do_step(at(desk, "2025-05-05"), case.id, "agree", application.agreement)
    set_field(at(desk, "2025-05-07"), case.id, "court", application.court)
    return read_case_file(desk.store, case.id)


def with_papers(desk: Desk, file: CaseFile, application: Application) -> CaseFile:
    """Note the papers that were made and signed, and what was handed in."""
    records: list[Record] = []
    for code in application.papers:
        paper = Paper(
            case_id=file.case.id,
            kind=code,
            title=code,
            made_on=SIGNED,
            about=file.agreements[0].id,
            locked=True,
        )
        records += [paper, *signatures(file, paper, application.unsigned.get(code, ()))]
    records += [handed_in(file, kind, place) for kind, place in application.attachments]
    ops = [added(one) for one in records]
    respondent = file.parties[1]
    if application.blanked:
        empty = {"phone": replace(respondent, phone=""), "address": replace(respondent, address="")}
        ops.append(changed(respondent, empty[application.blanked]))
    at(desk, EFFECTIVE).commit(ops)
    return read_case_file(desk.store, file.case.id)


def signatures(file: CaseFile, paper: Paper, left_out: tuple[str, ...]) -> Iterator[Signature]:
    for role in SIGNERS[paper.kind]:
        if role.value in left_out:
            continue
        parties = file.parties if role is SignerRole.PARTY else (None,)
        for party in parties:
            if party is not None and party.role.value in left_out:
                continue
            yield Signature(
                case_id=file.case.id,
                paper_id=paper.id,
                role=role,
                name=party.name if party else role.value,
                party_id=party.id if party else None,
                signed_on=SIGNED,
                fingerprint_sha256="0" * 64 if party and party.is_organisation else "",
            )


def handed_in(file: CaseFile, kind: str, place: int) -> Attachment:
    return Attachment(
        case_id=file.case.id,
        party_id=file.parties[place].id,
        kind=kind,
        name=f"{kind}.png",
        sha256="0" * 64,
        size=1,
        media_type="image/png",
        added_on=SIGNED,
    )


def in_force(desk: Desk, file: CaseFile) -> None:
    """Let the agreement take effect, and its periods begin (人民调解法 29, 33)."""
    there = at(desk, EFFECTIVE)
    before = file.agreements[0]
    after = replace(before, effective_on=SIGNED)
    effective = replace(file, agreements=(after,))
    there.commit([changed(before, after), *begun_periods(there, effective)])


def checked(desk: Desk, application: Application) -> Checked:
    file = with_papers(desk, registered(desk, application), application)
    if application.effective:
        in_force(desk, file)
    there = at(desk, application.checked_on)
    return Checked(
        application, check_case(there, read_case_file(desk.store, file.case.id), "court")
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Checked]:
    """Build all 136 as real cases on one desk, and run the pack's checks on each."""
    made = new_desk(
        tmp_path_factory.mktemp("corpus") / "desk",
        Office(code="450405101999", name=COMMITTEE, number_prefix="正阳", director="苏文德"),
        Operator(name="黄文德"),
        "a corpus of 136 applications",
        places=Places.installed().without_marks(),
        clock=Clock.typed(datetime.fromisoformat("2025-04-28T08:00")),
        cost=Cost(8, 1),
    )
    desk = made.desk
    for name, level, area in COURTS:
        note_court(desk, {"name": name, "level": level, "area_code": area})
    everything = (*clean_applications(), *faulty_applications())
    told = [checked(desk, one) for one in everything]
    assert not desk.store.problems()
    desk.store.close()
    return told


def faulty(results: list[Checked]) -> list[Checked]:
    return [one for one in results if one.application.article]


def says(finding: Finding, article: str) -> bool:
    """Tell whether a finding is of the fault; who may not act alone has not signed either."""
    return article in finding.basis or finding.code.startswith(LINT) or "（未签：" in finding.why


def test_there_are_24_clean_ones_and_112_with_a_fault(results: list[Checked]) -> None:
    assert (len(results), len(faulty(results))) == (136, 112)
    assert len({one.application.name for one in results}) == 136


def test_the_clean_ones_pass(results: list[Checked]) -> None:
    clean = [one for one in results if not one.application.article]
    assert [(one.application.name, one.stops) for one in clean if one.stops] == []
    assert not [one for one in clean for finding in one.findings if finding.points]


def test_every_fault_is_found_with_its_article(results: list[Checked]) -> None:
    missed = [
        (one.application.name, one.application.article, [two.basis for two in one.stops])
        for one in faulty(results)
        if not any(one.application.article in two.basis for two in one.stops)
    ]
    assert missed == []


def test_a_fault_brings_no_others(results: list[Checked]) -> None:
    """Only what was not signed makes more gaps; the agreement's lint may name the same fault."""
    more = {
        one.application.name: [(two.code, two.why) for two in others]
        for one in faulty(results)
        if one.application.effective
        and (others := [two for two in one.stops if not says(two, one.application.article)])
    }
    assert more == {}


def test_the_faults_are_spread_over_all_articles(results: list[Checked]) -> None:
    articles = Counter(one.application.article for one in faulty(results))
    assert articles["第三百五十四条"] == 36
    items = [f"第三百五十五条第{n}项" for n in "一二三四五"]
    items += [f"第三百五十八条第{n}项" for n in "一二三四五六"]
    assert all(articles[one] >= 4 for one in items)
    assert articles["人民调解法》第三十三条"] == 12


def test_a_stop_quotes_the_words_or_names_the_person(results: list[Checked]) -> None:
    silent = {"C355 scope", "bankruptcy", "pending"}
    for one in faulty(results):
        for finding in one.stops:
            if finding.level is Level.BLOCK and one.application.agreement["clauses"][2:]:
                assert finding.quote, (one.application.name, finding, silent)


def test_a_mixed_agreement_is_refused_with_the_split_proposed(results: list[Checked]) -> None:
    proposed: dict[str, Any] = {
        one.application.name: [two.quote for two in one.findings if two.code == "C00"]
        for one in faulty(results)
    }
    for name in ("婚姻关系 1", "物权确权 1", "违反强制性规定 1"):
        assert proposed[name] == ["第一份（可以申请司法确认）：第1条；第二份（另立协议）：第3条"]

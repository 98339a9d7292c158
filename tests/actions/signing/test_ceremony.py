"""The signing log: who was present, who read, in which order, who said no."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mediatordesk.actions.papers.signing_log import log_lines
from mediatordesk.actions.signing.ceremony import (
    NOTED,
    HasSigned,
    NobodyNamed,
    advice_on,
    note_ceremony,
)
from mediatordesk.actions.signing.paper_signing import NobodySigns, Replaced
from mediatordesk.actions.signing.places import missing_on
from mediatordesk.actions.signing.signing import Hand
from mediatordesk.actions.signing.signing_order import order_of
from mediatordesk.core.ceremonies import CEREMONY_WORDS, CeremonyStep
from tests.actions.procedure_cases import FIRM, WORKER, Played
from tests.actions.signing.signing_cases import (
    DAY,
    MEDIATOR,
    agreed,
    agreement_of,
    ink,
    newest,
    sign,
    sign_on_paper,
)


def note(played: Played, step: CeremonyStep, people: Sequence[str], remark: str = "") -> None:
    note_ceremony(played.on(DAY), played.file, newest(played), step, people, remark)


def steps(played: Played) -> list[CeremonyStep]:
    return [one.step for one in played.file.ceremony_of(newest(played).id)]


def test_every_moment_has_words() -> None:
    assert set(CEREMONY_WORDS) == set(CeremonyStep)


def test_the_log_tells_notes_and_signatures_in_their_order(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    note(played, CeremonyStep.PRESENT, [WORKER, "翻译 Nguyễn & 农美华"])
    note(played, CeremonyStep.READ_ALOUD, [MEDIATOR], "壮语")
    note(played, CeremonyStep.IDENTITY_CHECKED, ["梁志强"], "居民身份证")
    sign(played, WORKER, Hand(ink()))
    lines = log_lines(played.file, [newest(played)])
    assert [one.person for one in lines] == [
        WORKER,
        "翻译 Nguyễn & 农美华",
        MEDIATOR,
        "梁志强",
        WORKER,
    ]
    assert all(one.title for one in lines)


def test_reading_aloud_is_asked_for_until_it_is_noted(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    assert advice_on(played.desk, played.file, paper)
    sign(played, WORKER, Hand(ink()))
    note(played, CeremonyStep.READ_ALOUD, [MEDIATOR])
    assert advice_on(played.desk, played.file, paper) == ()


def test_a_paper_that_no_party_signs_need_not_be_read_aloud(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    made = played.made("D05", DAY, WORKER)
    assert advice_on(played.desk, played.file, made.paper) == ()


def test_signing_out_of_the_order_agreed_counts_and_is_noted(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    note(played, CeremonyStep.ORDER, [WORKER, FIRM, MEDIATOR])
    assert order_of(played.file, paper.id) == (WORKER, FIRM, MEDIATOR)
    sign(played, WORKER, Hand(ink()))
    assert steps(played) == [CeremonyStep.ORDER]
    sign(played, MEDIATOR, Hand(ink()))
    noted = played.file.ceremony_of(paper.id)[-1]
    assert (noted.step, noted.person) == (CeremonyStep.OUT_OF_ORDER, MEDIATOR)
    assert FIRM in noted.remark
    sign(played, "梁志强", Hand(ink(), fingerprint=ink()))
    assert steps(played) == [CeremonyStep.ORDER, CeremonyStep.OUT_OF_ORDER]


def test_a_print_signed_by_all_at_once_tells_the_order_of_its_names(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    agreement_of(played)
    note(played, CeremonyStep.ORDER, [WORKER, FIRM])
    sign_on_paper(played, DAY, WORKER, FIRM)
    assert steps(played) == [CeremonyStep.ORDER]


def test_who_refuses_is_still_missing_and_may_sign_later(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    paper = agreement_of(played).paper
    note(played, CeremonyStep.REFUSED, ["梁志强"], "嫌金额 a<b")
    assert FIRM in missing_on(played.desk, played.file, paper)
    sign(played, FIRM, Hand(ink(), fingerprint=ink()))
    assert FIRM not in missing_on(played.desk, played.file, paper)
    with pytest.raises(HasSigned):
        note(played, CeremonyStep.REFUSED, [FIRM])


def test_notes_that_say_nothing_or_name_nobody_here(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    first = agreement_of(played).paper
    for step in NOTED:
        with pytest.raises(NobodyNamed) as stopped:
            note(played, step, [" ", ""])
        assert all(stopped.value.lines())
    for step in (CeremonyStep.REFUSED, CeremonyStep.IDENTITY_CHECKED, CeremonyStep.ORDER):
        with pytest.raises(NobodySigns):
            note(played, step, ["路人"])
    assert played.file.ceremony == ()
    sign(played, WORKER, Hand(ink()))
    agreement_of(played, "2025-05-13")
    with pytest.raises(Replaced):
        note_ceremony(played.on(DAY), played.file, first, CeremonyStep.PRESENT, [WORKER])

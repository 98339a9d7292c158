"""Many papers at once: broken off, gone on with, and a child process that dies."""

import gettext
import io
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.batch import BatchStep, make_batch, print_in_order
from mediatordesk.actions.papers.papers import PaperMaker, subjects_of
from mediatordesk.actions.papers.setters import Setters, SettingBroke
from mediatordesk.actions.papers.typesetting import Manuscript, SetPaper
from mediatordesk.actions.papers.unprintable import UnknownScript
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.core.texts import DOMAIN, speak
from mediatordesk.documents import Fonts
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

DAY = date(2025, 4, 7)
NAMES = ("覃𬭎", "Nguyễn Văn Đức", "李雪（2）", "李雪", "李雪", "a<b")
CALLED = ("黎桂英", *NAMES)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk of its own, on a fixed day."""
    office = Office(
        code="450405101", name="正阳村人民调解委员会", address="正阳村 1 号", phone="0774-2029111"
    )
    made = new_desk(
        tmp_path / "desk",
        office,
        Operator(name="黄文德"),
        "正阳 correct horse",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 4, 7, 9, tzinfo=CHINA)),
        cost=Cost(8, 1),
    )
    yield made.desk
    made.desk.store.close()


@pytest.fixture
def file(desk: Desk) -> CaseFile:
    """Return a case of one respondent and six applicants, saved on the desk."""
    case = Case(
        pack="people",
        title="覃𬭎等与黎桂英邻里纠纷",
        number="（2025）正阳人调字第3号",
        dispute_type="邻里纠纷",
        facts="排水沟改道。",
        registered_on=DAY,
        accepted_on=DAY,
        registrar="陆小明",
        mediator="莫志强",
        recorder="陆小明",
    )
    parties = [
        Party(
            case_id=case.id,
            role=PartyRole.APPLICANT if place else PartyRole.RESPONDENT,
            position=place,
            name=name,
            phone="13800000000",
            address="正阳村一组",
        )
        for place, name in enumerate(CALLED)
    ]
    desk.commit([added(case), *map(added, parties)])
    return read_case_file(desk.store, case.id)


def batch(desk: Desk, file: CaseFile) -> list[BatchStep]:
    """Make D07 for every party, two children at work."""
    return list(make_batch(desk, file, "D07", "party", processes=2))


def test_a_batch_that_is_broken_off_keeps_what_was_made_and_goes_on_there(
    desk: Desk, file: CaseFile, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = make_batch(desk, file, "D07", "party", processes=2)
    begun = [next(steps), next(steps)]
    steps.close()
    assert not multiprocessing.active_children()
    assert not capfd.readouterr().err
    saved = read_case_file(desk.store, file.case.id)
    assert {one.paper.id for one in begun if one.paper} == {paper.id for paper in saved.papers}
    rest = batch(desk, saved)
    assert sum(step.made_now for step in rest) == len(CALLED) - 2
    assert sorted(step.position for step in rest) == list(range(1, len(CALLED) + 1))
    assert len(read_case_file(desk.store, file.case.id).papers) == len(CALLED)


def test_papers_come_out_in_the_order_of_the_parties_whoever_is_finished_first(
    desk: Desk, file: CaseFile
) -> None:
    steps = batch(desk, file)
    ordered = sorted(steps, key=lambda step: step.position)
    assert [step.name for step in ordered] == ["黎桂英", *NAMES[:4], "李雪（3）", "a<b"]
    assert print_in_order(steps) == print_in_order(ordered)
    assert [step.done for step in steps] == list(range(1, len(CALLED) + 1))


def test_a_child_names_a_script_in_the_language_of_its_parent(
    desk: Desk, file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    before = gettext.bindtextdomain(DOMAIN)
    speak("zh_CN", str(desk.places.translations))
    maker = PaperMaker.of(desk, file, "D07")
    planned = maker.manuscript(subjects_of(file, maker.kind)["李雪"], {})
    tibetan = {name: "བོད" if isinstance(one, str) else one for name, one in planned.values.items()}
    setters = Setters(maker.template.data, partial(Fonts.load, desk.places.fonts), count=1)
    [(_number, answer)] = setters.set_all(iter([(0, replace(planned, values=tibetan))]))
    gettext.bindtextdomain(DOMAIN, before)
    assert isinstance(answer, UnknownScript)
    assert "藏文" in str(answer.fields["characters"])


def test_a_killed_child_is_replaced_and_its_paper_named(desk: Desk, file: CaseFile) -> None:
    maker = PaperMaker.of(desk, file, "D07")
    abouts = list(subjects_of(file, maker.kind).values())
    setters = Setters(maker.template.data, partial(Fonts.load, desk.places.fonts), count=1)

    def manuscripts() -> Iterator[tuple[int, Manuscript]]:
        for number, about in enumerate(abouts):
            yield number, maker.manuscript(about, {})
            if number == 1:
                [child] = multiprocessing.active_children()
                child.kill()
                child.join()

    answers = dict(setters.set_all(manuscripts()))
    assert sorted(answers) == list(range(len(CALLED)))
    [broken] = [number for number, one in answers.items() if not isinstance(one, SetPaper)]
    assert broken in (1, 2)
    assert isinstance(answers[broken], SettingBroke)


def test_a_full_disk_is_the_failure_of_each_paper_that_it_did_not_take(
    desk: Desk, file: CaseFile
) -> None:
    steps = make_batch(desk, file, "D07", "party", processes=2)
    made = [next(steps)]
    blobs, aside = desk.folder / "blobs", desk.folder / "aside"
    blobs.rename(aside)
    blobs.write_text("no folder can be made here")
    failed = list(steps)
    assert len(failed) == len(CALLED) - 1
    assert all(isinstance(step.failure, NotWritten) for step in failed)
    blobs.unlink()
    aside.rename(blobs)
    saved = read_case_file(desk.store, file.case.id)
    assert [paper.id for paper in saved.papers] == [one.paper.id for one in made if one.paper]
    assert sum(step.made_now for step in batch(desk, saved)) == len(CALLED) - 1


def test_fonts_that_papers_have_in_common_are_in_the_file_to_print_once(
    desk: Desk, file: CaseFile
) -> None:
    steps = batch(desk, file)
    printed = print_in_order(steps)
    assert len(printed) < 0.9 * sum(len(step.pdf) for step in steps)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.pdf_version == "1.7"
        assert [str(pdf.docinfo.Title)] == list({one.paper.title for one in steps if one.paper})
        streams = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert len(streams) == len({*streams})
    for step in steps:
        with pikepdf.open(io.BytesIO(step.pdf)) as one, pikepdf.open(io.BytesIO(printed)) as pdf:
            alone, among = one.pages[0], pdf.pages[step.position - 1]
            assert among.Contents.read_bytes() == alone.Contents.read_bytes()
            fonts, shared = alone.Resources.Font, among.Resources.Font
            assert {name: font_bytes(font) for name, font in fonts.items()} == {
                name: font_bytes(font) for name, font in shared.items()
            }


def font_bytes(font: pikepdf.Object) -> bytes:
    """Return the embedded file of a font."""
    return font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()

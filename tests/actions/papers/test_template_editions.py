"""A county's own forms: what a paper is set with, now, later, sealed, and on another laptop."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.papers.template_editions import (
    EditionNotHere,
    TemplateGone,
    template_in_force,
    template_line,
    template_lines,
    template_of,
)
from mediatordesk.actions.signing.sealing import seal_paper
from mediatordesk.actions.signing.signing import sign_paper
from mediatordesk.actions.templates.adoption import withdraw_template
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Blob, Paper
from mediatordesk.core.records import changed
from mediatordesk.keys.identities import Identity, SigningKey
from mediatordesk.signing import handwriting, picture
from mediatordesk.signing.certificates import Signer, make_test_certificate, open_pkcs12
from mediatordesk.store import read_case_file
from mediatordesk.sync.bundles.blobs import read_part
from mediatordesk.sync.bundles.bundle import Kind, checked
from mediatordesk.sync.bundles.logs import read_log
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.delivery.parts import take_riding
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import Grant
from tests.actions.template_desks import (
    NOW,
    PLACES,
    TODAY,
    Clerk,
    laptop,
    newly_accepted,
    register,
    standard,
    words_of,
)

FIRST, SECOND = "（本单位第一种格式）{{机构电话}}", "（本单位第二种格式）"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk 一", newly_accepted())
    yield made
    made.store.close()


@pytest.fixture
def file(desk: Desk) -> CaseFile:
    return register(desk, newly_accepted())


@pytest.fixture
def committee() -> Signer:
    made = make_test_certificate("正阳村人民调解委员会", "正阳村人民调解委员会", now=NOW)
    return open_pkcs12(made.data, made.passphrase, at=NOW)


def notice(desk: Desk, file: CaseFile) -> str:
    """Make the notice of acceptance for the worker, and return what it says."""
    return words_of(make_paper(desk, file, "D05", about=file.parties[0].id).docx)


def sign(desk: Desk, file: CaseFile) -> CaseFile:
    """Put the committee's seal on the newest notice."""
    image = picture(handwriting("覃𬭎", PLACES.fonts / "LXGWWenKai-Regular.ttf"))
    again = read_case_file(desk.store, file.case.id)
    sign_paper(desk, again, newest(again), "committee_seal", image=image)
    return read_case_file(desk.store, file.case.id)


def newest(file: CaseFile) -> Paper:
    paper = file.newest_paper("D05", file.parties[0].id)
    assert paper is not None
    return paper


def test_a_paper_is_made_with_the_standard_form_until_one_is_adopted(
    desk: Desk, file: CaseFile
) -> None:
    before = notice(desk, file)
    Clerk(desk).adopt("D05", FIRST)
    assert notice(desk, file) == before + "（本单位第一种格式）0774-3800001"


def test_an_edition_begins_on_its_day_and_the_standard_form_comes_back_on_another(
    desk: Desk, file: CaseFile
) -> None:
    people = desk.packs.pack("people")
    Clerk(desk).adopt("D05", FIRST, TODAY + timedelta(days=2))
    withdraw_template(desk, people, "D05", TODAY + timedelta(days=4))
    own = [
        template_in_force(desk, people, "D05", TODAY + timedelta(days=later)).edition is not None
        for later in range(6)
    ]
    assert own == [False, False, True, True, False, False]
    assert template_in_force(desk, people, "D05", TODAY).data == standard(desk, "D05")


def test_other_papers_and_packs_are_not_touched_but_those_that_extend_the_pack_are(
    desk: Desk,
) -> None:
    Clerk(desk).adopt("D05", FIRST)
    own = [(one.pack, one.code) for one in template_lines(desk, TODAY) if one.edition]
    assert own == [("people", "D05")]
    premiums = desk.packs.pack("social-insurance")
    edition = template_in_force(desk, premiums, "D05", TODAY).edition
    assert edition == template_line(desk, premiums, "D05", TODAY).edition
    assert edition is not None


def test_every_paper_of_every_pack_is_listed_once_under_the_pack_that_brings_it(
    desk: Desk,
) -> None:
    listed = [(one.pack, one.code) for one in template_lines(desk, TODAY)]
    assert len(set(listed)) == len(listed)
    assert ("people", "D17") in listed
    assert ("social-insurance", "D33") in listed
    assert ("social-insurance", "D17") not in listed


def test_a_paper_signed_on_the_first_form_is_sealed_with_it_after_the_second_was_adopted(
    desk: Desk, file: CaseFile, committee: Signer
) -> None:
    Clerk(desk).adopt("D05", FIRST)
    notice(desk, file)
    signed = sign(desk, file)
    Clerk(desk).adopt("D05", SECOND)
    sealed = seal_paper(desk, signed, newest(signed), committee).pdf
    printed = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sealed)
    )
    assert "第一种格式" in printed
    assert "第二种格式" not in printed
    later = read_case_file(desk.store, file.case.id)
    assert "第二种格式" in words_of(make_paper(desk, later, "D05", about=file.parties[1].id).docx)


def test_a_paper_on_the_standard_form_can_be_signed_and_sealed_after_an_adoption(
    desk: Desk, file: CaseFile, committee: Signer
) -> None:
    notice(desk, file)
    Clerk(desk).adopt("D05", FIRST)
    signed = sign(desk, file)
    assert seal_paper(desk, signed, newest(signed), committee).pdf.startswith(b"%PDF-")


def test_a_paper_whose_form_is_nowhere_says_so(desk: Desk, file: CaseFile) -> None:
    notice(desk, file)
    paper = newest(read_case_file(desk.store, file.case.id))
    other = replace(paper, template_sha256="0" * 64)
    desk.commit([changed(paper, other)])
    people = desk.packs.pack("people")
    with pytest.raises(TemplateGone) as caught:
        template_of(desk, people, other)
    assert all(caught.value.lines())


def test_editions_and_the_files_behind_them_are_whole_when_the_desk_is_checked(
    desk: Desk,
) -> None:
    Clerk(desk).adopt("D05", FIRST)
    Clerk(desk).adopt("D05", SECOND)
    assert desk.store.problems() == ()


# -- another laptop of the office


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk 二", newly_accepted())
    yield made
    made.store.close()


@pytest.fixture
def grant(desk: Desk) -> Grant:
    keys, centre, office = SigningKey.new(), Identity.new(), Identity.new()
    return Grant(desk.office.id, desk.device.id, keys.verify_key, centre.recipient, office, 1, 1, 0)


def bundles_of(desk: Desk, grant: Grant, stick: Path) -> list[bytes]:
    """Send all that a desk has to a stick, and return what lies there."""
    stick.mkdir(exist_ok=True)
    mailbox = FolderMailbox(stick)
    send(Line(desk.store, desk.folder, desk.blobs, desk.device, grant, desk.clock), mailbox)
    return [mailbox.get(name) or b"" for name in mailbox.names()]


def take(giver: Desk, taker: Desk, grant: Grant, bundles: list[bytes], kind: Kind) -> None:
    """Take over changes, or parts of files, as another computer of the office does in the end."""
    for data in bundles:
        bundle = checked(data, lambda _header: giver.device.signing.verify_key)
        if bundle.header.kind is Kind.PART:
            if kind is Kind.PART:
                taker.blobs.take(read_part(bundle))
            continue
        log = read_log(bundle, [grant.office_identity])
        if kind is Kind.PART:
            take_riding(log, partial(taker.store.get, Blob), taker.blobs)
        else:
            one = log.segment
            taker.store.apply(one.replica, one.prev_head, one.seq0, one.changes)


def test_another_laptop_prints_the_very_same_once_edition_and_file_have_arrived(
    desk: Desk, file: CaseFile, other: Desk, grant: Grant, tmp_path: Path
) -> None:
    Clerk(desk).adopt("D05", FIRST)
    about = file.parties[0].id
    here = make_paper(desk, file, "D05", about=about)
    bundles = bundles_of(desk, grant, tmp_path / "U 盘")
    take(desk, other, grant, bundles, Kind.LOG)
    there = read_case_file(other.store, file.case.id)
    with pytest.raises(EditionNotHere) as caught:
        make_paper(other, there, "D05", about=about)
    assert all(caught.value.lines())
    take(desk, other, grant, bundles, Kind.PART)
    made = make_paper(other, there, "D05", about=about)
    assert made.docx == here.docx
    assert made.paper.template_sha256 == here.paper.template_sha256


def test_two_laptops_that_adopted_at_the_same_time_use_the_same_form_afterwards(
    desk: Desk, other: Desk, grant: Grant, tmp_path: Path
) -> None:
    Clerk(desk).adopt("D05", FIRST)
    Clerk(other).adopt("D05", SECOND)
    mine, yours = (
        bundles_of(one, replace(grant, device=one.device.id), tmp_path / name)
        for one, name in ((desk, "甲"), (other, "乙"))
    )
    for kind in (Kind.LOG, Kind.PART):
        take(desk, other, grant, mine, kind)
        take(other, desk, grant, yours, kind)
    people = desk.packs.pack("people")
    forms = {template_in_force(one, people, "D05", TODAY).data for one in (desk, other)}
    assert len(forms) == 1

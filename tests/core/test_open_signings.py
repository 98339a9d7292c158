"""Which papers are being signed: signed by somebody, and closed by nothing."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.changes import CHINA
from mediatordesk.core.open_signings import open_signings
from mediatordesk.core.papers import Paper
from mediatordesk.core.signed_scans import SignedScan

CASE = uuid4()
PAPER = Paper(case_id=CASE, kind="D17", title="协议 a<b", made_on=date(2025, 5, 1), locked=True)


def note(step: CeremonyStep, paper: UUID) -> CeremonyNote:
    return CeremonyNote(
        case_id=CASE, paper_id=paper, step=step, happened_at=datetime(2025, 5, 1, 9, tzinfo=CHINA)
    )


def test_a_paper_is_being_signed_from_the_first_signature_until_something_closes_it() -> None:
    unsigned, sealed = replace(PAPER, locked=False), replace(PAPER, sealed_sha256="ab")
    voided = replace(PAPER, void_reason="错误")
    scan = SignedScan(
        case_id=CASE, paper_id=PAPER.id, sha256="cd", pages=2, filed_on=date(2025, 5, 2)
    )
    assert open_signings([PAPER, note(CeremonyStep.REFUSED, PAPER.id)]) == (PAPER,)
    assert open_signings([PAPER, replace(scan, paper_id=uuid4())]) == (PAPER,)
    for closed in (
        [unsigned],
        [sealed],
        [voided],
        [PAPER, scan],
        [PAPER, note(CeremonyStep.VOIDED, PAPER.id)],
    ):
        assert open_signings(closed) == ()

"""The process bar says only what the file shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mediatordesk.app.case_page.process import Step, steps
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.sessions import FollowUpVisit

Paid = Callable[[CaseFile, int], CaseFile]


def standing(file: CaseFile) -> str:
    """Return the word of the step where a case stands."""
    return ", ".join(step.word for step in steps(file) if step.here)


def with_status(file: CaseFile, status: CaseStatus) -> CaseFile:
    return replace(file, case=replace(file.case, status=status))


def step(file: CaseFile, word: str) -> Step:
    return next(one for one in steps(file) if one.word == word)


def test_a_settlement_that_is_not_paid_stands_at_performance(labour_file: CaseFile) -> None:
    assert [one.word for one in steps(labour_file) if one.done] == [
        "Acceptance",
        "Inquiry",
        "Mediation",
        "Agreement",
    ]
    assert standing(labour_file) == "Performance"
    assert step(labour_file, "Performance").note == "0 / 2"


@pytest.mark.parametrize(("fen", "note"), [(1999999, "0 / 2"), (2000000, "1 / 2")])
def test_a_part_of_an_instalment_is_not_the_instalment(
    labour_file: CaseFile, paid: Paid, fen: int, note: str
) -> None:
    assert step(paid(labour_file, fen), "Performance").note == note


def test_an_agreement_without_the_last_signature_is_not_in_effect(labour_file: CaseFile) -> None:
    unsigned = tuple(replace(one, effective_on=None) for one in labour_file.agreements)
    file = replace(labour_file, agreements=unsigned)
    assert not step(file, "Agreement").done
    assert step(file, "Agreement").note == "not yet in effect"
    assert standing(file) == "Agreement"


def test_an_oral_agreement_stands_although_no_session_was_recorded(oral_file: CaseFile) -> None:
    assert step(oral_file, "Mediation").done
    assert step(oral_file, "Mediation").note == "3/10"
    assert not step(oral_file, "Inquiry").done
    assert standing(oral_file) == "Performance"


def test_a_visit_that_found_it_performed_leaves_only_the_archive(oral_file: CaseFile) -> None:
    visit = FollowUpVisit(
        case_id=oral_file.case.id,
        agreement_id=oral_file.agreements[0].id,
        visited_on=date(2025, 3, 21),
        performed=True,
    )
    file = replace(oral_file, visits=(visit,))
    assert step(file, "Performance").done
    assert step(file, "Follow-up").note == "3/21"
    assert standing(file) == "Archive"


def test_a_case_that_was_only_registered_stands_at_acceptance(labour_file: CaseFile) -> None:
    case = replace(labour_file.case, status=CaseStatus.REGISTERED, accepted_on=None)
    assert standing(CaseFile(office=labour_file.office, case=case)) == "Acceptance"


def test_an_accepted_case_stands_at_mediation(labour_file: CaseFile) -> None:
    case = replace(labour_file.case, status=CaseStatus.ACCEPTED)
    assert standing(CaseFile(office=labour_file.office, case=case)) == "Mediation"


def test_a_failed_mediation_never_shows_an_agreement(labour_file: CaseFile) -> None:
    file = replace(with_status(labour_file, CaseStatus.FAILED), agreements=(), obligations=())
    assert step(file, "Agreement").note == "not reached"
    assert not step(file, "Agreement").done
    assert standing(file) == "Archive"


def test_a_case_that_was_not_accepted_says_so(labour_file: CaseFile) -> None:
    case = replace(labour_file.case, status=CaseStatus.REJECTED, accepted_on=None)
    file = CaseFile(office=labour_file.office, case=case)
    assert step(file, "Acceptance").note == "not accepted"
    assert standing(file) == "Archive"


def test_an_archived_case_waits_for_nothing(labour_file: CaseFile) -> None:
    file = with_status(labour_file, CaseStatus.ARCHIVED)
    assert standing(file) == ""
    assert step(file, "Archive").done


@pytest.mark.parametrize("status", list(CaseStatus))
def test_every_status_has_at_most_one_place(labour_file: CaseFile, status: CaseStatus) -> None:
    assert sum(one.here for one in steps(with_status(labour_file, status))) <= 1

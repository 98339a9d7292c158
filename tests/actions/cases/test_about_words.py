"""What a finding is about is said by name, not by an id."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.actions.cases.checks import about_words, whom_words
from mediatordesk.core.agreements import AgreementForm, MediationAgreement
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import Finding, Level
from tests.actions.scenario_files import wages
from tests.actions.template_desks import laptop, register


@pytest.fixture
def file(tmp_path: Path) -> CaseFile:
    """Return the file of a case with two parties, before any agreement."""
    return register(laptop(tmp_path / "desk", wages()), wages())


def found(about: object, why: str = "没有登记证件号码") -> Finding:
    """Return a finding about a party or an agreement."""
    return Finding("A01", Level.BLOCK, why, about=str(about))


def test_a_party_is_named(file: CaseFile) -> None:
    for party in file.parties:
        assert about_words(file, found(party.id)) == party.name
        assert whom_words(file, found(party.id)) == party.name


def test_who_is_named_in_the_words_is_not_named_twice(file: CaseFile) -> None:
    party = file.parties[0]
    assert whom_words(file, found(party.id, f"{party.name}没有登记证件号码")) == ""


def test_an_agreement_is_named_by_its_number_where_there_are_several(file: CaseFile) -> None:
    case = file.case.id
    one = MediationAgreement(case_id=case, form=AgreementForm.WRITTEN)
    two = replace(one, id=uuid4())
    alone, both = replace(file, agreements=(one,)), replace(file, agreements=(one, two))
    assert whom_words(alone, found(one.id)) == ""
    assert "2" in whom_words(both, found(two.id))
    assert "1" in about_words(alone, found(one.id))


def test_the_whole_case_goes_without_saying(file: CaseFile) -> None:
    assert whom_words(file, found("")) == about_words(file, found("")) == ""

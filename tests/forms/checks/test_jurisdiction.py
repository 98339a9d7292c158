"""Which court may confirm: candidates with their reason, also where no court is registered."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.courts import Court, CourtLevel
from mediatordesk.forms import Pack, facts_of
from mediatordesk.forms.checks.jurisdiction import Jurisdiction, district_of, jurisdiction
from mediatordesk.forms.language.shapes import plain_facts

DAY = date(2025, 5, 7)
PAYMENT = ("公司支付36,500.00元（人民币叁万陆仟伍佰元整）", ClauseKind.PAYMENT)
CHANGZHOU = Court(name="长洲区人民法院", area_code="450405")
CITY = Court(name="梧州市中级人民法院", level=CourtLevel.INTERMEDIATE, area_code="450400")


def told(pack: Pack, file: CaseFile, *courts: Court) -> Jurisdiction:
    facts = facts_of(file, DAY) | {"courts": tuple(map(plain_facts, courts))}
    return jurisdiction(pack, facts, agreement=str(file.agreements[0].id), on=DAY)


@pytest.fixture
def labour(file_with: Any) -> CaseFile:
    file: CaseFile = file_with(PAYMENT, amounts=((3_650_000, DAY),), labour=True)
    return file


def test_a_labour_payment_goes_to_the_court_of_the_committee(
    people: Pack, labour: CaseFile
) -> None:
    found = told(people, labour, CHANGZHOU, CITY)
    assert found.names == ("长洲区人民法院",)
    assert "第五十二条" in found.candidates[0].basis


def test_without_a_register_the_district_is_named(people: Pack, labour: CaseFile) -> None:
    [one] = told(people, labour).candidates
    assert (one.name, one.district) == ("", "450405")
    assert told(people, labour).names == ()


def test_an_ordinary_dispute_has_the_places_of_organisation_and_parties(
    people: Pack, labour: CaseFile
) -> None:
    worker, company = labour.parties
    away = replace(worker, id_number="450305198207060018")
    case = replace(labour.case, dispute_type="04")
    file = replace(labour, case=case, parties=(away, company))
    guilin = Court(name="七星区人民法院", area_code="450305")
    assert told(people, file, CHANGZHOU, guilin).names == ("长洲区人民法院", "七星区人民法院")


def test_intellectual_property_goes_to_the_intermediate_court(
    people: Pack, labour: CaseFile
) -> None:
    file = replace(labour, case=replace(labour.case, dispute_type="16"))
    assert told(people, file, CHANGZHOU, CITY).names == ("梧州市中级人民法院",)


WANXIU = Court(name="万秀区人民法院", area_code="450403")


@pytest.mark.parametrize(
    ("dispute_type", "elements", "names", "article"),
    [
        # 民事诉讼法 205 (1): the court that has invited; before filing also 特邀调解规定 19.
        ("04", {"referring_court": "万秀区人民法院", "referral_kind": "pre_filing"},
         ["万秀区人民法院", "长洲区人民法院"], "第二百零五条第一项"),
        ("04", {"referring_court": "万秀区人民法院", "referral_kind": "post_filing"},
         ["万秀区人民法院"], "第二百零五条第一项"),
        # 205 (2): a party's domicile, the subject's place, the organisation's place.
        ("04", {"subject_place_code": "450403"},
         ["长洲区人民法院", "万秀区人民法院"], "第二百零五条第二项"),
        ("04", {"intermediate_jurisdiction": "true"},
         ["梧州市中级人民法院"], "第二百零五条第二项"),
        # 劳动争议解释（一） 52: payment only, the committee's place alone.
        ("10", {"subject_place_code": "450403"}, ["长洲区人民法院"], "第五十二条"),
        # 民诉法解释 352: any of the organisations' places.
        ("04", {"joint_organisations": '[{"row": "1", "name": "万秀某调委会", '
                '"area_code": "450403001", "leads": false}]'},
         ["长洲区人民法院", "万秀区人民法院"], "第三百五十二条"),
    ],
)  # fmt: skip
def test_each_sentence_of_the_law_on_jurisdiction(
    people: Pack,
    labour: CaseFile,
    dispute_type: str,
    elements: dict[str, str],
    names: list[str],
    article: str,
) -> None:
    case = replace(labour.case, dispute_type=dispute_type)
    file = replace(labour, case=case, elements={**labour.elements, **elements})
    found = told(people, file, CHANGZHOU, WANXIU, CITY)
    assert list(found.names) == names
    assert article in found.candidates[0].basis


def test_a_bankrupt_partys_matter_has_no_court_that_may_confirm_it(
    people: Pack, labour: CaseFile
) -> None:
    file = replace(labour, elements={"bankruptcy_accepted": "true"})
    found = told(people, file, CHANGZHOU)
    assert found.candidates == ()
    assert "请走管理人一路" in found.refused
    assert "第二十一条" in found.basis


@pytest.mark.parametrize(
    ("number", "organisation", "entered", "district"),
    [
        ("450405197911023158", False, "", "450405"),
        ("914504059458073055", True, "", "450405"),
        ("C56041386", False, "", ""),
        ("450405197911023158", False, "451481001", "451481"),
    ],
)
def test_the_district_of_a_party(
    number: str, organisation: bool, entered: str, district: str
) -> None:
    party = {
        "id_number": number,
        "is_organisation": organisation,
        "elements": {"domicile_code": entered},
    }
    assert district_of(party) == district

"""The same case on different days: each rule prints the law that is in force on that day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.courts import Court
from mediatordesk.forms import Level, Pack, facts_of, run_checks, ways_out
from mediatordesk.forms.checks.jurisdiction import jurisdiction
from mediatordesk.forms.language.shapes import plain_facts

CHANGZHOU = Court(name="长洲区人民法院", area_code="450405")
PAYMENT = ("公司支付36,500.00元（人民币叁万陆仟伍佰元整）", ClauseKind.PAYMENT)


@pytest.fixture
def sale(file_with: Any) -> CaseFile:
    """Return a case on a sale, with an agreement to pay."""
    file: CaseFile = file_with(PAYMENT, amounts=((3_650_000, date(2025, 6, 1)),), labour=True)
    return replace(file, case=replace(file.case, dispute_type="04"))


@pytest.mark.parametrize(
    ("on", "article", "other"),
    [
        (date(2022, 1, 1), "第二百零一条", "第二百零五条"),
        (date(2023, 12, 31), "第二百零一条", "第二百零五条"),
        (date(2024, 1, 1), "第二百零五条", "第二百零一条"),
        (date(2026, 11, 23), "第二百零五条", "第二百零一条"),
    ],
)
def test_judicial_confirmation_has_the_article_of_the_code_in_force(
    people: Pack, sale: CaseFile, on: date, article: str, other: str
) -> None:
    told = people.phrases(on)["司法确认依据"]
    assert article in told
    assert other not in told
    facts = facts_of(sale, on) | {"courts": (plain_facts(CHANGZHOU),)}
    found = jurisdiction(people, facts, agreement=str(sale.agreements[0].id), on=on)
    assert found.names == ("长洲区人民法院",)
    assert article in found.candidates[0].basis
    assert other not in found.candidates[0].basis
    [court] = [one for one in ways_out(people, facts, on=on) if one.name == "court"]
    assert court.is_open
    assert article in court.basis


def test_before_the_code_of_2021_only_the_law_on_mediation_is_cited(people: Pack) -> None:
    assert (
        people.phrases(date(2021, 6, 1))["司法确认依据"] == "《中华人民共和国人民调解法》第三十三条"
    )


def test_on_every_day_there_is_one_basis_of_each_kind(social_insurance: Pack) -> None:
    for year in range(2012, 2031):
        for month in range(1, 13):
            told = social_insurance.phrases(date(year, month, 1))
            assert {"司法确认依据", "社会保险费依据", "滞纳金依据"} <= set(told)


def test_the_police_assent_since_2026_and_not_before(people: Pack, sale: CaseFile) -> None:
    """治安管理处罚法 2025, article 9 III: performed, applied for in writing, not decided yet."""
    fight = replace(
        sale,
        obligations=(),
        elements={"public_security_case": "true", "police_application": "true"},
    )
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    assert not [
        one for one in ways_out(people, facts_of(fight, last), on=last) if one.name == "police"
    ]
    [way] = [
        one for one in ways_out(people, facts_of(fight, first), on=first) if one.name == "police"
    ]
    assert way.is_open
    assert "第九条" in way.basis
    assert "待核" in way.basis


def test_an_award_cites_no_article_of_the_new_law_that_nobody_has_seen(people: Pack) -> None:
    award = people.exit("award", date(2026, 2, 28))
    assert "第四十九条" in people.basis(award, date(2026, 2, 28))
    new = people.basis(award, date(2026, 3, 1))
    assert "2025年修订" in new
    assert "第四十九条" not in new
    assert "待核" in new


@pytest.mark.parametrize(
    ("on", "cited"),
    [
        (date(2024, 6, 3), ["《中华人民共和国社会保险法》第六十条"]),
        (date(2025, 8, 31), ["《中华人民共和国社会保险法》第六十条"]),
        (date(2025, 9, 1), ["法释〔2025〕12号", "《中华人民共和国社会保险法》第六十条"]),
    ],
)
@pytest.mark.parametrize("code", ["SW01", "P08"])
def test_sw01_and_p08_rest_on_the_law_of_their_day(
    social_insurance: Pack, on: date, cited: list[str], code: str
) -> None:
    rules: list[Any] = [*social_insurance.checks(on), *social_insurance.dispute_types(on)]
    basis = [social_insurance.basis(one, on) for one in rules if one.code == code]
    assert len(basis) == 1
    assert [one for one in cited if one in basis[0]] == cited
    assert ("法释〔2025〕12号" in basis[0]) is (on >= date(2025, 9, 1))


@pytest.mark.parametrize(
    ("lent_on", "level"),
    [("2019-08-19", Level.WARN), ("2019-08-20", None), ("2024-10-21", Level.BLOCK)],
)
def test_interest_of_14_percent_is_too_much_by_the_lpr_of_its_day(
    people: Pack, file_with: Any, lent_on: str, level: Level | None
) -> None:
    """4 × 4.25 % is 17 %, 4 × 3.10 % is 12.40 %; before the LPR there is something to look at."""
    on = date(2025, 6, 2)
    file = file_with(("借款按年利率14%计息", ClauseKind.OTHER), labour=True)
    file = replace(file, elements={"is_loan": "true", "lent_on": lent_on})
    found = run_checks(people, facts_of(file, on), stage="court", on=on)
    assert [one.level for one in found if one.code == "A05"] == ([level] if level else [])


def test_an_article_is_printed_with_a_day_of_comparison_or_as_unchecked(
    packs: Any, social_insurance: Pack
) -> None:
    """Rule 1 of the domain paper: no article without the day its text was compared."""
    for pack in (packs.pack("people"), social_insurance):
        for law in pack.data.laws:
            assert law.verified_on or not law.verified, law.name
            assert law.source, law.name


def test_what_no_national_rule_fixes_is_marked_as_local(social_insurance: Pack) -> None:
    on = date(2025, 6, 2)
    settings = social_insurance.in_force(social_insurance.data.settings, on)
    fixed = [one for one in settings if one.value not in ("", ())]
    unmarked = [one.name for one in fixed if not one.local and not one.basis]
    assert unmarked == []
    for rule in (*social_insurance.checks(on), *social_insurance.deadlines(on)):
        assert rule.local or rule.basis, rule
        assert social_insurance.basis(rule, on), rule

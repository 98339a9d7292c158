"""The stops on social-insurance clauses, against a committed set of sentences.

The set is what the patterns were made for, so it says nothing of words that nobody thought of.
Sentences written before the patterns were changed, and measured once, say that:

    30 unlawful and 30 lawful:  3 stopped, 19 more left to the director (SW12); 4 lawful stopped
    then, other 20 and 20:      6 stopped,  9 more left to the director; 1 lawful stopped
    then, other 15 and 15:      1 stopped, 11 more left to the director; 0 lawful stopped

(The third group was written to be as unlike the patterns as its author could make it.) So the
stops catch the usual wordings and no more. What holds is SW12: a clause on premiums, or on the
ways to complain, that is not one of the allowed wordings needs a word of the director.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.forms import Level, Pack, facts_of, is_allowed, run_checks

SET = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8"))
CLAUSES = SET["clauses"]
DAY = date(2025, 9, 2)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda one: one["text"][:24])
def test_an_unlawful_clause_is_stopped_and_a_lawful_one_is_not(
    clause: dict[str, Any], social_insurance: Pack, file_with: Any
) -> None:
    file = file_with((clause["text"], ClauseKind.OTHER))
    found = run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY)
    stops = {one.code for one in found if one.level is Level.BLOCK}
    assert stops >= set(clause["stops"])
    assert bool(stops) == bool(clause["stops"])
    assert all(one.quote in clause["text"] for one in found if one.code.startswith("SW"))


@pytest.mark.parametrize("clause", [one for one in CLAUSES if one.get("allowed")])
def test_an_allowed_wording_needs_no_word_of_the_director(
    clause: dict[str, Any], social_insurance: Pack, file_with: Any
) -> None:
    file = file_with((clause["text"], ClauseKind.STATUTORY_PREMIUM))
    assert run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY) == ()


def test_an_unlawful_clause_and_one_on_premiums_that_is_no_allowed_one_need_a_word(
    social_insurance: Pack, file_with: Any
) -> None:
    named = ("社保", "社会保险", "缴费", "滞纳金")
    for clause in CLAUSES:
        text = clause["text"]
        if not clause["stops"] and not any(word in text.replace(" ", "") for word in named):
            continue
        if is_allowed(social_insurance, text, DAY):
            assert not clause["stops"], text
            continue
        file = file_with((text, ClauseKind.OTHER))
        found = run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY)
        assert {one.code for one in found if one.awaits_director} == {"SW12"}, text


def test_the_set_has_at_least_forty_of_each() -> None:
    unlawful = [one for one in CLAUSES if one["stops"]]
    assert len(unlawful) >= 40
    assert len(CLAUSES) - len(unlawful) >= 40


def test_no_sentence_stands_twice() -> None:
    texts = [one["text"] for one in CLAUSES]
    assert len(set(texts)) == len(texts)


def test_spaces_and_full_width_do_not_hide_words(social_insurance: Pack, file_with: Any) -> None:
    file = file_with(("职 工 自 愿\n放 弃\t社 保，今后不得再投诉", ClauseKind.OTHER))
    found = run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY)
    quotes = {one.code: one.quote for one in found if one.level is Level.BLOCK}
    assert quotes["SW01"].startswith("自 愿") or quotes["SW01"].startswith("放 弃")
    assert quotes["SW07"] == "不得再投诉"


def test_unlawful_words_outside_the_clauses_are_found_too(
    social_insurance: Pack, file_with: Any
) -> None:
    file = file_with(
        ("公司道歉", ClauseKind.ACTION), performance="当场履行；滞纳金全部免收", responsibility=""
    )
    found = run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY)
    assert [one.code for one in found if one.level is Level.BLOCK] == ["SW03"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("员工同意公司把该交的养老钱并进每月工资里发，以后各不相欠", {"SW12"}),
        ("工伤发生后双方私了，公司不报工伤，职工也不申请工伤认定", {"SW12"}),
        ("职工本人应缴部分由公司以借款方式垫付，若职工辞职则公司有权停缴并不再补", {"SW12"}),
        ("公司不得因覃某投诉而辞退、降薪或者打击报复", {"SW12"}),
        ("工伤医疗费用中工伤保险基金不予支付的部分3,260.50元由公司支付", {"SW12"}),
    ],
)
def test_what_a_reader_wrote_who_had_not_seen_the_patterns(
    text: str, codes: set[str], social_insurance: Pack, file_with: Any
) -> None:
    """Three of forty had been seen by nobody, and two of forty lawful ones were stopped."""
    file = file_with((text, ClauseKind.OTHER))
    found = run_checks(social_insurance, facts_of(file, DAY), stage="sign", on=DAY)
    assert {one.code for one in found} == codes

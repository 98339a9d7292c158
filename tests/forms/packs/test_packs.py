"""Packs as they are shipped, extended, dated, and broken."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.core.deadlines import Unit
from mediatordesk.core.papers import SignerRole
from mediatordesk.forms import Pack, Packs, Per
from mediatordesk.forms.errors import (
    BrokenPack,
    BrokenTemplate,
    NoPack,
    NoPaperKind,
    NoSuchRule,
)

DAY = date(2025, 5, 1)
PEOPLE = "D04 D41 D05 D07 D37 D11 D12 D15 D17 D18 D21 D23"
COURT = "D24 D25 D26 D35 D38 D40 D48 D49"


@pytest.fixture
def copied(forms_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(forms_folder, tmp_path / "forms"))


def test_the_first_two_packs_are_there(packs: Packs) -> None:
    assert {"people", "social-insurance"} <= set(packs.names())
    assert not packs.broken


def test_the_papers_stand_in_the_order_of_the_file_index(people: Pack) -> None:
    kinds = people.papers()
    codes = [kind.code for kind in kinds]
    assert [kind.position for kind in kinds] == sorted(kind.position for kind in kinds)
    assert [code for code in codes if code in PEOPLE.split()] == PEOPLE.split()
    assert codes[:2] == ["D48", "D32"], "neither is bound into the file"
    assert [code for code in codes if code in {"D01", "D02", "D30"}] == ["D01", "D02", "D30"]


def test_a_pack_has_what_it_extends(social_insurance: Pack) -> None:
    codes = {kind.code for kind in social_insurance.papers()}
    assert codes >= {*PEOPLE.split(), *COURT.split(), "D33", "D33C", "D42"}
    assert "A07" not in {check.code for check in social_insurance.checks(DAY)}
    assert {"A01", "A02", "A03", "A04", "SW01", "SW02", "SW03", "SW07", "SW11"} <= {
        check.code for check in social_insurance.checks(DAY)
    }


@pytest.mark.parametrize("code", ["D33", "social-insurance/D33", "people/D17", "D17"])
def test_a_paper_is_found_by_its_code_and_its_pack(social_insurance: Pack, code: str) -> None:
    assert social_insurance.paper(code).code == code.rpartition("/")[2]
    assert social_insurance.template(code).startswith(b"PK")


@pytest.mark.parametrize("code", ["D99", "people/D33", "other/D17", "", "../D17"])
def test_a_paper_that_is_not_there_is_said_to_be_missing(social_insurance: Pack, code: str) -> None:
    with pytest.raises(NoPaperKind):
        social_insurance.paper(code)


def test_who_signs_the_agreement_stands_in_its_order(people: Pack) -> None:
    kind = people.paper("D17")
    assert kind.roles == tuple(SignerRole)
    assert kind.slots[0].each_party
    assert kind.per is Per.AGREEMENT
    assert kind.numbered


def test_thirty_days_of_a_joint_application(people: Pack) -> None:
    rule = people.deadline("T10", DAY)
    assert (rule.length, rule.unit, rule.roll, rule.joint) == (30, Unit.CALENDAR_DAY, True, True)
    assert people.basis(rule, DAY) == (
        "《中华人民共和国人民调解法》第三十三条；《中华人民共和国民事诉讼法》第二百零五条"
    )
    assert "民事诉讼法》（2021年修正）第二百零一条" in people.basis(rule, date(2023, 6, 1))
    assert "民事诉讼法" not in people.basis(rule, date(2021, 6, 1))


def test_a_local_rule_says_so(people: Pack) -> None:
    rule = people.deadline("T01", DAY)
    assert rule.local
    assert people.basis(rule, DAY) == "本地规则待核"


def test_a_rule_lives_as_long_as_its_laws(people: Pack) -> None:
    with pytest.raises(NoSuchRule):
        people.deadline("T10", date(2010, 12, 31))
    assert people.deadline("T10", date(2011, 1, 1)).code == "T10"


def test_unknown_rates_are_unknown_and_never_nothing(social_insurance: Pack) -> None:
    rates = {
        one.insurance: (one.employer, one.employee) for one in social_insurance.data.premium_rates
    }
    assert rates["职工基本养老"] == ("16", "8")
    assert rates["医保"] == ("", "2")


def test_the_office_may_set_what_is_its_own(social_insurance: Pack) -> None:
    assert social_insurance.settings(DAY)["premium_due_day_rolled"] is False
    office = {"premium_due_day_rolled": True, "unheard_of": 1}
    settings = social_insurance.settings(DAY, office)
    assert settings["premium_due_day_rolled"] is True
    assert "unheard_of" not in settings
    assert social_insurance.setting("premium_due_day_rolled", DAY).local


def test_all_types_of_dispute_are_there(social_insurance: Pack) -> None:
    codes = [kind.code for kind in social_insurance.dispute_types(DAY)]
    assert {f"P{n:02d}" for n in range(1, 13)} <= set(codes)
    assert {f"{n:02d}" for n in range(1, 18)} | {"99"} <= set(codes)
    assert social_insurance.dispute_type("P07", DAY).mediable == "no"


def test_a_pack_that_is_not_installed_is_named(packs: Packs) -> None:
    with pytest.raises(NoPack) as caught:
        packs.pack("旅游")
    assert "people" in caught.value.lines()[2]


def test_broken_toml_is_said_with_its_line_and_other_packs_go_on(copied: Path) -> None:
    path = copied / "social-insurance" / "checks.toml"
    path.write_text('[[checks]]\ncode = "SW01"\nlevel = \n', encoding="utf-8")
    packs = Packs.read(copied)
    assert packs.names() == ("court", "people")
    with pytest.raises(BrokenPack) as caught:
        packs.pack("social-insurance")
    said = caught.value.lines()
    assert all(said)
    assert "checks.toml" in said[0]
    assert "line 3" in said[0]


def test_a_broken_base_is_named_by_the_pack_that_extends_it(copied: Path) -> None:
    (copied / "people" / "pack.toml").write_bytes(b"\xff\xfe")
    packs = Packs.read(copied)
    assert packs.names() == ("court",)
    assert packs.offered() == ()
    with pytest.raises(BrokenPack):
        packs.pack("people")
    with pytest.raises(BrokenPack) as caught:
        packs.pack("social-insurance")
    assert "people" in caught.value.lines()[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"<html>", None])
def test_a_broken_template_is_an_error_in_three_parts(copied: Path, content: bytes | None) -> None:
    path = copied / "people" / "templates" / "D17.docx"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    pack = Packs.read(copied).pack("social-insurance")
    with pytest.raises(BrokenTemplate) as caught:
        pack.template("D17")
    assert all(caught.value.lines())
    assert "D17.docx" in caught.value.lines()[0]
    assert "people" in caught.value.lines()[0]


def test_the_same_paper_at_two_dates_is_two_papers(copied: Path) -> None:
    path = copied / "court" / "papers.toml"
    text = path.read_text(encoding="utf-8")
    old = '[[papers]]\ncode = "D25"\n'
    dated = old + "valid_to = 2025-12-31\n"
    new = (
        '\n[[papers]]\ncode = "D25"\ntitle = "新承诺书"\n'
        'template = "D25-2026.docx"\nvalid_from = 2026-01-01\n'
    )
    path.write_text(text.replace(old, dated) + new, encoding="utf-8")
    pack = Packs.read(copied).pack("people")
    assert pack.paper("D25", date(2025, 12, 31)).title == "承诺书"
    assert pack.paper("D25", date(2026, 1, 1)).file_name == "D25-2026.docx"


def test_an_empty_folder_has_no_packs(tmp_path: Path) -> None:
    assert Packs.read(tmp_path).names() == ()

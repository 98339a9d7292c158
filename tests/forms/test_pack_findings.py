"""What is wrong with a pack is found before it is used, with file and place."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.forms import PackFinding, check_pack


@pytest.fixture
def folder(forms_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(forms_folder, tmp_path / "forms")
    return tmp_path / "forms" / "people"


def add(folder: Path, text: str) -> PackFinding:
    """Add a file to a pack and return the one thing that is wrong with it."""
    (folder / "more.toml").write_text(text, encoding="utf-8")
    (finding,) = check_pack(folder)
    return finding


@pytest.mark.parametrize("pack", ["people", "social-insurance"])
def test_a_shipped_pack_has_no_finding(forms_folder: Path, pack: str) -> None:
    assert check_pack(forms_folder / pack) == ()


def test_broken_toml_is_found_with_its_line(folder: Path) -> None:
    finding = add(folder, "[[checks]]\ncode = \n")
    assert (finding.code, finding.file, finding.place) == ("P03", "more.toml", "line 2")


def test_an_unknown_key_is_found_with_its_line(folder: Path) -> None:
    finding = add(
        folder,
        '\n[[settings]]\nname = "a_b"\nlabel = "甲"\nvalue = 1\nlocal = true\ncolour = "red"\n',
    )
    assert (finding.code, finding.file) == ("P04", "more.toml")
    assert finding.place == "line 2, settings a_b, colour"


RULE = """[[checks]]
code = "Z01"
level = "B"
title = "t"
why = "w"
stages = ["sign"]
local = true
"""
PATTERN = RULE + 'each = "clause"\n'


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        (RULE + 'when = "case.colour"\n', "P08", "colour"),
        (RULE + 'when = "elements.weather"\n', "P08", "weather"),
        (RULE + 'when = "clause.text"\n', "P08", "clause"),
        (RULE + 'when = "case.facts > 3"\n', "P08", "text is compared with number"),
        (RULE + 'when = "case.oral + 1"\n', "P08", "numbers"),
        (RULE + "when = \"parties|where('colour', 'x')\"\n", "P08", "colour"),
        (RULE + "when = \"parties|where('name', 3)\"\n", "P08", "compared"),
        (RULE + 'when = "case.facts.x"\n', "P08", "record"),
        (RULE + "when = \"''.__class__\"\n", "P06", "__class__"),
        (RULE + 'when = "range(9)"\n', "P06", "Call"),
        (RULE + 'when = "case and"\n', "P06", "unexpected"),
        (RULE, "P06", "needs"),
        (PATTERN + 'pattern = ["(a+)+"]\n', "P06", "upper bound"),
        (PATTERN + 'pattern = ["("]\n', "P06", "unterminated"),
        (RULE + 'pattern = ["x"]\n', "P06", "clause"),
        (RULE.replace('"B"', '"X"') + 'when = "true"\n', "P05", "'B'"),
        (RULE.replace("local = true", "") + 'when = "true"\n', "P13", "basis"),
        (
            RULE.replace("local = true", 'basis = ["刑法 第一条"]') + 'when = "true"\n',
            "P11",
            "刑法",
        ),
        ('[[papers]]\ncode = "D98"\ntitle = "t"\n', "P09", "D98.docx"),
        ('[[papers]]\ncode = "D98"\ntitle = "t"\ntemplate = "../x.docx"\n', "P05", "match"),
        ('[[dispute_types]]\ncode = "09"\ntitle = "再来一次"\n', "P10", "same days"),
        ('[[dispute_types]]\ncode = "18"\ntitle = "t"\ncounts_as = "77"\n', "P12", "77"),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "full_moon"\nlength = 3\n'
            'unit = "cd"\nlocal = true\n',
            "P12",
            "full_moon",
        ),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "acceptance"\nlength = 0\n'
            'unit = "cd"\nlocal = true\n',
            "P05",
            "greater",
        ),
        (
            '[[allowed_clauses]]\ncode = "C09"\ntitle = "t"\npattern = ["甲"]\nexample = "乙"\n'
            "local = true\n",
            "P14",
            "example",
        ),
        (
            '[[exits]]\nname = "moon"\ntitle = "t"\nlocal = true\n'
            '[[exits.items]]\ncode = "M01"\ntitle = "t"\nname = "t"\nparts = ["paper/D99"]\n',
            "P12",
            "D99",
        ),
        ('[[laws]]\nname = "x"\ntitle = "x"\nvalid_from = 2020-01-01\n', "P06", "verified"),
        ('[[fields]]\nname = "x"\nlabel = "x"\nkind = "choice"\n', "P06", "choices"),
        ('[[fields]]\nname = "X y"\nlabel = "x"\nkind = "text"\n', "P05", "match"),
        ('[pack]\nname = "other"\ntitle = "t"\nversion = "1"\n', "P01", "folder"),
    ],
)
def test_what_is_wrong_is_found(folder: Path, text: str, code: str, word: str) -> None:
    finding = add(folder, text)
    assert finding.code == code
    assert word in finding.why
    assert finding.level == "B"
    assert finding.file in {"more.toml", "pack.toml"}
    assert finding.place


def test_versions_that_follow_each_other_do_not_overlap(folder: Path) -> None:
    text = '[[phrases]]\nname = "x"\nlabel = "x"\ntext = "{}"\n{}\n'
    (folder / "more.toml").write_text(
        text.format("旧", "valid_to = 2024-12-31") + text.format("新", "valid_from = 2025-01-01"),
        encoding="utf-8",
    )
    assert check_pack(folder) == ()
    finding = add(
        folder,
        text.format("旧", "valid_to = 2025-01-01") + text.format("新", "valid_from = 2025-01-01"),
    )
    assert (finding.code, finding.place) == ("P10", "line 6, phrases x")


def test_a_template_that_is_no_word_file_is_found(folder: Path) -> None:
    (folder / "templates" / "D17.docx").write_bytes(b"PK\x03\x04 but nothing in it")
    (finding,) = check_pack(folder)
    assert (finding.code, finding.file) == ("P09", "papers.toml")
    assert "D17.docx" in finding.why
    assert finding.place.startswith("line ")


def test_packs_that_extend_each_other_are_found(folder: Path) -> None:
    path = folder / "pack.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('name = "people"', 'name = "people"\nextends = "social-insurance"', 1),
        encoding="utf-8",
    )
    assert [one.code for one in check_pack(folder)] == ["P07"]


@given(st.text(max_size=60))
@settings(
    max_examples=60, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_stands_in_a_file_is_a_finding_and_never_a_crash(folder: Path, text: str) -> None:
    (folder / "more.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
    check_pack(folder)

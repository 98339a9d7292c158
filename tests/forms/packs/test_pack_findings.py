"""What is wrong with a pack is found before it is used, with file and place."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.forms import PackFinding, Packs, check_pack
from mediatordesk.forms.packs.pack_files import TABLES


@pytest.fixture
def folder(forms_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(forms_folder, tmp_path / "forms")
    return tmp_path / "forms" / "people"


def add(folder: Path, text: str) -> PackFinding:
    """Add a file to a pack and return the one thing that is wrong with it."""
    (folder / "more.toml").write_text(text, encoding="utf-8")
    (finding,) = check_pack(folder)
    return finding


@pytest.mark.parametrize("pack", ["court", "people", "social-insurance"])
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


WORDS = PATTERN.replace('"B"', '"W"') + 'pattern = ["社保"]\nneeds_director = true\n'


def test_words_may_need_the_director(folder: Path) -> None:
    (folder / "more.toml").write_text(WORDS, encoding="utf-8")
    assert check_pack(folder) == ()


@pytest.mark.parametrize(
    "text",
    [
        WORDS.replace('"W"', '"B"'),
        WORDS.replace('"W"', '"S"'),
        WORDS + "weight = 2\n",
        WORDS.replace('["sign"]', '["court"]'),
        WORDS.replace('each = "clause"\npattern = ["社保"]', 'each = "party"\nwhen = "true"'),
    ],
)
def test_a_stop_a_sign_or_a_party_does_not_wait_for_the_director(folder: Path, text: str) -> None:
    finding = add(folder, text)
    assert (finding.code, finding.file) == ("P06", "more.toml")
    assert "needs_director" in finding.why


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        (RULE + 'when = "case.colour"\n', "P08", "colour"),
        (RULE + 'when = "elements.weather"\n', "P08", "weather"),
        (RULE + 'when = "clause.text"\n', "P08", "clause"),
        (RULE + 'when = "case.facts > 3"\n', "P08", "a text is compared with a number"),
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
        (
            '[[papers]]\ncode = "D98"\ntitle = "t"\ntemplate = "../x.docx"\n',
            "P05",
            "does not have the form",
        ),
        ('[[dispute_types]]\ncode = "09"\ntitle = "再来一次"\n', "P10", "same days"),
        ('[[dispute_types]]\ncode = "18"\ntitle = "t"\ncounts_as = "77"\n', "P12", "77"),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "full_moon"\nlength = 3\n'
            'unit = "cd"\nlocal = true\n',
            "P12",
            "full_moon",
        ),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "acceptance"\nlength = -1\n'
            'unit = "cd"\nlocal = true\n',
            "P05",
            "0 or more",
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
        ('[[fields]]\nname = "X y"\nlabel = "x"\nkind = "text"\n', "P05", "does not have the form"),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "acceptance"\nlength = 3\n'
            'unit = "cd"\nlocal = true\nsetting = "full_moon_days"\n',
            "P12",
            "full_moon_days",
        ),
        (
            '[[deadlines]]\ncode = "T77"\ntitle = "t"\ntrigger = "acceptance"\nlength = 3\n'
            'unit = "cd"\nlocal = true\neach = "agreement"\n',
            "P06",
            "agreement_effective",
        ),
        (RULE.replace('"sign"', '"moonrise"') + 'when = "true"\n', "P12", "moonrise"),
        ('[[fields]]\nname = "x"\nlabel = "x"\nkind = "text"\npattern = "("\n', "P06", "missing"),
        ('[[fields]]\nname = "x"\nlabel = "x"\nkind = "colour"\n', "P05", "text"),
        (
            '[[fields]]\nname = "x"\nlabel = "x"\nkind = "text"\nminimum = "3"\n',
            "P05",
            "whole number",
        ),
        ('[[roles]]\nname = "onlooker"\nlabel = "x"\n', "P05", "applicant"),
        (
            '[[figures]]\nname = "x"\nlabel = "x"\ngroup = "x"\nkind = "count"\n'
            'definition = "x"\neach = "row"\ntable = "weather"\non = "case.accepted_on"\n',
            "P12",
            "weather",
        ),
        (
            '[[laws]]\nname = "x"\ntitle = "x"\nvalid_from = 2020-13-01\nverified = false\n',
            "P03",
            "cannot be read",
        ),
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


def test_two_tables_with_one_step_are_both_named(folder: Path) -> None:
    table = '[[fields]]\nname = "{}"\nlabel = "{}"\nkind = "table"\nstep = "walk"\n'
    columns = 'columns = [{ name = "a", label = "a", kind = "text" }]\n'
    text = "".join(table.format(name, name) + columns for name in ("walks", "ways"))
    (folder / "more.toml").write_text(text, encoding="utf-8")
    found = check_pack(folder)
    assert {(one.code, one.place) for one in found} == {
        ("P10", "line 1, fields walks"),
        ("P10", "line 7, fields ways"),
    }


PAPER = '[[papers]]\ncode = "D98"\ntitle = "t"\ntemplate = "D17.docx"\n'


@pytest.mark.parametrize(
    ("keys", "code", "word"),
    [
        ('stages = ["moonrise"]\n', "P12", "moonrise"),
        ('per = "row"\ntable = "weather"\n', "P12", "weather"),
        ('per = "row"\n', "P06", "table"),
        ('per = "hop"\nkind = "moon"\n', "P06", "referral"),
        ('kind = "referral"\n', "P06", "hop"),
        ('satisfied_by = ["a_smile"]\n', "P12", "a_smile"),
        ('per = "moon"\n', "P05", "case"),
        ('slots = [{ role = "moon", label = "x" }]\n', "P05", "party"),
        ('when = "party.name"\n', "P08", "party"),
    ],
)
def test_what_is_wrong_with_a_paper_is_found(folder: Path, keys: str, code: str, word: str) -> None:
    finding = add(folder, PAPER + keys)
    assert (finding.code, finding.file) == (code, "more.toml")
    assert finding.place.startswith("line 1, papers D98")
    assert word in finding.why


@pytest.mark.parametrize("key", ['default_type = "77"', 'required = ["party.shoe_size"]'])
def test_what_the_head_names_is_there(folder: Path, key: str) -> None:
    path = folder.parent / "social-insurance" / "pack.toml"
    text = path.read_text(encoding="utf-8").replace('default_type = "L1"\n', "")
    path.write_text(text.replace('extends = "people"', f'extends = "people"\n{key}'), "utf-8")
    (finding,) = check_pack(path.parent)
    assert (finding.code, finding.file) == ("P12", "pack.toml")
    assert finding.place == "pack." + key.partition(" ")[0]


OLD_AND_NEW = """[[laws]]
name = "旧条例"
title = "《旧条例》"
valid_from = 2010-01-01
valid_to = {last}
verified_on = 2025-01-01
[[laws]]
name = "新条例"
title = "《新条例》"
valid_from = 2021-01-01
verified = false
"""


def test_two_versions_may_follow_each_other_by_the_days_of_their_laws(folder: Path) -> None:
    rule = RULE.replace("local = true", 'basis = ["{} 第一条"]') + 'when = "true"\n'
    rules = rule.format("旧条例") + rule.format("新条例")
    (folder / "more.toml").write_text(OLD_AND_NEW.format(last="2020-12-31") + rules, "utf-8")
    assert check_pack(folder) == ()
    finding = add(folder, OLD_AND_NEW.format(last="2021-01-01") + rules)
    assert (finding.code, finding.place) == ("P10", "line 20, checks Z01")


def test_a_rule_that_was_compared_by_itself_is_printed_without_the_mark(folder: Path) -> None:
    rule = RULE.replace("local = true", 'basis = ["新条例 第一条"]') + 'when = "true"\n'
    laws = OLD_AND_NEW.format(last="2020-12-31")
    day = date(2025, 5, 1)
    printed = []
    for more in ("", "verified_on = 2025-04-30\n"):
        (folder / "more.toml").write_text(laws + rule + more, encoding="utf-8")
        pack = Packs.read(folder.parent).pack("people")
        (check,) = (one for one in pack.checks(day) if one.code == "Z01")
        printed.append(pack.basis(check, day))
    assert printed == ["《新条例》第一条（待核）", "《新条例》第一条"]


def test_a_template_that_is_no_word_file_is_found(folder: Path) -> None:
    (folder / "templates" / "D17.docx").write_bytes(b"PK\x03\x04 but nothing in it")
    (finding,) = check_pack(folder)
    assert (finding.code, finding.file) == ("P09", "templates/D17.docx")
    assert "D17.docx" in finding.why
    assert finding.place == "papers D17"


def test_packs_that_extend_each_other_are_found(folder: Path) -> None:
    path = folder / "pack.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('extends = "court"', 'extends = "social-insurance"', 1),
        encoding="utf-8",
    )
    assert [one.code for one in check_pack(folder)] == ["P07"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack that rests on none, so that it is read at once."""
    folder = tmp_path_factory.mktemp("forms") / "small"
    folder.mkdir()
    head = '[pack]\nname = "small"\ntitle = "小包"\nversion = "1"\n'
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    return folder


@given(st.text(max_size=60))
def test_whatever_stands_in_a_file_is_a_finding_and_never_a_crash(small: Path, text: str) -> None:
    (small / "more.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
    check_pack(small)


@given(
    st.sampled_from(TABLES),
    st.dictionaries(
        st.sampled_from(["name", "code", "label", "kind", "when", "basis", "stages", "each"]),
        st.text(max_size=12) | st.integers(-9, 9) | st.booleans(),
        max_size=5,
    ),
)
def test_whatever_a_table_holds_is_a_finding_with_its_place(
    small: Path, table: str, item: dict[str, str | int | bool]
) -> None:
    lines = [f"{key} = {json.dumps(value)}" for key, value in item.items()]
    (small / "more.toml").write_text("\n".join([f"[[{table}]]", *lines]), encoding="utf-8")
    assert all(one.file == "more.toml" and one.place for one in check_pack(small))

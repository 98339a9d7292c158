"""Slips that each key of a pack allows are found: days, labels, citations, files too large."""

import time
from datetime import date
from pathlib import Path

import pytest

from mediatordesk.forms import PackFinding, check_pack
from mediatordesk.forms.packs.packs import Packs
from mediatordesk.forms.packs.slips import compared_later, day_at_least

HEAD = '[pack]\nname = "县包"\ntitle = "O\'Brien & Sons"\nversion = "1"\n'
LAW = '[[laws]]\nname = "条例"\ntitle = "《条例》"\nvalid_from = 2018-03-19\nverified = false\n'
FIELD = '[[fields]]\nname = "{name}"\nlabel = "{label}"\nkind = "text"\n'
CHECK = (
    '[[checks]]\ncode = "Z01"\nlevel = "B"\ntitle = "t"\nwhy = "w"\nstages = ["county"]\n'
    'when = "true"\nbasis = ["{basis}"]\n[[stages]]\nname = "county"\nlabel = "县"\n'
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "县包"
    folder.mkdir()
    (folder / "pack.toml").write_text(HEAD, encoding="utf-8")
    return folder


def found(pack: Path, text: str) -> list[PackFinding]:
    """Return what is wrong with a pack that has one more file."""
    (pack / "more.toml").write_text(text, encoding="utf-8")
    return list(check_pack(pack))


def test_a_law_that_is_over_before_it_begins_is_found(pack: Path) -> None:
    (finding,) = found(pack, LAW + "valid_to = 2018-03-18\n")
    assert (finding.code, finding.place) == ("P10", "line 1, laws 条例")
    assert found(pack, LAW + "valid_to = 2018-03-19\n") == []


def test_a_second_question_of_one_label_is_found(pack: Path) -> None:
    one, other = (FIELD.format(name=name, label="小区名称") for name in ("estate", "quarter"))
    (finding,) = found(pack, one + other)
    assert (finding.code, finding.place) == ("P10", "line 5, fields quarter")
    assert "estate" in finding.why
    assert found(pack, one + FIELD.format(name="quarter", label="覃𬭎")) == []


def test_a_question_with_the_label_of_one_that_is_extended_is_found(pack: Path) -> None:
    found(pack, FIELD.format(name="estate", label="小区名称"))
    over = pack.parent / "乡包"
    over.mkdir()
    head = HEAD.replace("县包", "乡包") + 'extends = "县包"\n'
    (over / "pack.toml").write_text(head, encoding="utf-8")
    (finding,) = found(over, FIELD.format(name="quarter", label="小区名称"))
    assert (finding.file, finding.place) == ("more.toml", "line 1, fields quarter")
    assert found(over, FIELD.format(name="estate", label="小区名称")) == []


def test_a_law_without_an_article_is_found(pack: Path) -> None:
    for basis, wanted in (("条例", ["P11"]), ("条例 第一条", []), ("条例 （待核）", [])):
        told = found(pack, LAW + CHECK.format(basis=basis))
        assert [one.code for one in told if "article" in one.why] == wanted, basis
        assert {one.level for one in told} <= {"W"}, told


def test_a_text_compared_on_a_day_to_come_is_found_by_a_clock_that_may_be_slow(
    pack: Path,
) -> None:
    found(pack, LAW.replace("verified = false", "verified_on = 2099-01-01"))
    packs = Packs.read(pack.parent)
    own = packs.pack("县包").line[-1]
    (fault,) = compared_later(own, date(2098, 12, 31))
    assert (fault.code, fault.level, fault.place) == ("P11", "W", "line 1, laws 条例")
    assert list(compared_later(own, date(2099, 1, 1))) == []
    assert day_at_least(packs, date(2026, 1, 1), but="县包") == date(2026, 1, 1)
    assert day_at_least(packs, date(2026, 1, 1), but="乡包") == date(2099, 1, 1)


def test_a_file_of_more_than_a_mebibyte_is_not_read(pack: Path) -> None:
    (finding,) = found(pack, "#" * (1 << 20) + "\n")
    assert (finding.code, finding.file) == ("P02", "more.toml")
    assert "1024" in finding.why
    assert found(pack, "#" * ((1 << 20) - 1)) == []


def test_the_largest_file_is_looked_through_in_a_bearable_time(pack: Path) -> None:
    text = "".join(FIELD.format(name=f"f{n}", label=f"第{n}问") for n in range(14_000))
    assert len(text.encode()) < 1 << 20
    began = time.process_time()
    assert found(pack, text) == []
    assert time.process_time() - began < 60


def test_thousands_of_wrong_values_are_told_as_a_hundred(pack: Path) -> None:
    told = found(pack, "[[fields]]\n" * 9_000)
    assert len(told) == 100
    assert told[0].place == "line 1, fields 1, name"


def test_a_part_of_a_list_is_counted_from_one(pack: Path) -> None:
    pattern = CHECK.replace('when = "true"', 'each = "clause"\npattern = ["社保", "("]')
    told = found(pack, pattern.format(basis="条例 第一条"))
    assert [one.place.removesuffix("2") for one in told] == ["line 1, checks Z01, pattern, item "]


def test_a_list_of_what_is_no_table_is_found(pack: Path) -> None:
    (finding,) = found(pack, "checks = [5]\n")
    assert (finding.code, finding.place) == ("P05", "checks 1")


def test_a_way_out_is_called_by_its_name(pack: Path) -> None:
    way = '[[exits]]\nname = "authority"\ntitle = "t"\nitems = []\n'
    places = [one.place for one in found(pack, way)]
    assert places == ["line 1, exits authority"]

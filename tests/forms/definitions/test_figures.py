"""Figures as data of a pack: what is wrong with them is found before anything is counted."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from mediatordesk.forms import Pack, Packs, check_pack
from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.statistics.counting import OTHER, type_counted

COUNT = """
[[figures]]
name = "z_figure"
label = "覃𬭎"
group = "a<b"
kind = "count"
definition = "O'Brien & Sons"
on = "case.accepted_on"
"""
SUM = COUNT.replace('"count"', '"sum"')
RATE = COUNT.replace('"count"', '"rate"').replace('on = "case.accepted_on"\n', "")


@pytest.fixture
def folder(forms_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(forms_folder, tmp_path / "forms")
    return tmp_path / "forms" / "people"


def findings(folder: Path, text: str) -> list[tuple[str, str]]:
    """Add a file of figures to a pack and return what is wrong with it: code and reason."""
    more = folder / "more.toml"
    more.write_text(text, encoding="utf-8")
    found = [(one.code, one.why) for one in check_pack(folder)]
    more.unlink()
    return found


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (COUNT.replace("case.accepted_on", "1 + 1"), "pattern"),
        (COUNT.replace('on = "case.accepted_on"', ""), "needs `on`"),
        (COUNT + 'amount = "case.amount_in_dispute"\n', "has no `amount`"),
        (COUNT + 'split = "ministry"\n', "belong together"),
        (COUNT + 'each = "row"\n', "table"),
        (COUNT + 'each = "dog"\n', "round"),
        (COUNT + 'rounding = "up"\n', "half_up"),
        (COUNT + 'when = "case.title | upper"\n', "upper"),
        (COUNT + 'colour = "red"\n', "colour"),
        (SUM, "needs `amount`"),
        (RATE + 'numerator = "agreed"\n', "denominator"),
        (RATE + 'numerator = "a"\ndenominator = "b"\nonce = true\n', "once"),
        (COUNT + 'each = "member"\nreport = "staff"\n', "has no `on`"),
        (COUNT.replace('on = "case.accepted_on"', 'each = "member"'), "staff"),
        (COUNT + 'report = "staff"\n', "member"),
    ],
)
def test_a_figure_says_what_its_kind_needs_and_nothing_else(figure: str, why: str) -> None:
    [item] = tomllib.loads(figure)["figures"]
    with pytest.raises(ValidationError, match=why):
        Figure.model_validate_json(json.dumps(item))


FAULTS = (
    (COUNT.replace("case.accepted_on", "case.happened_on"), "P08", "happened_on"),
    (COUNT.replace("case.accepted_on", "case.title"), "P08", "no day"),
    (COUNT.replace("case.accepted_on", "session.held_at"), "P08", "session"),
    (COUNT + 'when = "case.sorce"\n', "P08", "sorce"),
    (COUNT + 'when = "case.accepted_on > 3"\n', "P08", "compared"),
    (COUNT + 'each = "row"\ntable = "no_table"\nwhen = "row.people"\n', "P08", "people"),
    (SUM + 'amount = "case.title"\n', "P08", "no number"),
    (COUNT + 'split = "colours"\ninto = "type"\n', "P12", "colours"),
    (RATE + 'numerator = "agreed"\ndenominator = "accepts"\n', "P12", "accepts"),
    (RATE + 'numerator = "success_rate"\ndenominator = "accepted"\n', "P12", "success_rate"),
    (RATE + 'numerator = "accepted_by_type"\ndenominator = "agreed"\n', "P12", "by_type"),
    (COUNT + 'basis = ["无此法 第一条"]\n', "P11", "无此法"),
)


def test_a_figure_that_names_what_is_not_there_is_found(folder: Path) -> None:
    good = COUNT.replace("z_figure", "good_figure")
    text = [one.replace("z_figure", f"z{n}") for n, (one, _code, _why) in enumerate(FAULTS)]
    (folder / "more.toml").write_text("\n".join([good, *text]), encoding="utf-8")
    found = [(one.place.partition("figures ")[2], one.code, one.why) for one in check_pack(folder)]
    assert {name for name, _code, _why in found} == {f"z{n}" for n in range(len(FAULTS))}
    for n, (_figure, code, why) in enumerate(FAULTS):
        assert any((f"z{n}", code) == one[:2] and why in one[2] for one in found)


def test_a_figure_has_one_meaning_in_a_pack_and_in_those_that_extend_it(folder: Path) -> None:
    again = COUNT.replace("z_figure", "accepted")
    assert [code for code, _why in findings(folder, again)] == ["P10"]
    extending = folder.parent / "social-insurance"
    assert [code for code, _why in findings(extending, again)] == ["P10"]


def test_every_figure_says_what_it_means_and_stands_in_a_group(packs: Packs) -> None:
    for name in packs.names():
        for figure in packs.pack(name).data.figures:
            assert figure.definition
            assert figure.group
            assert figure.label


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("01", "01"),
        ("17", "17"),
        ("L3", "99"),
        ("L4", "04"),
        ("99", "99"),
        ("", OTHER),
        ("Z9", OTHER),
    ],
)
def test_a_local_type_counts_as_one_of_the_ministry(people: Pack, code: str, counted: str) -> None:
    assert type_counted(people, code) == counted


def test_every_type_of_every_pack_counts_as_one_of_the_ministry(packs: Packs) -> None:
    for name in packs.names():
        pack = packs.pack(name)
        ministry = {one.code for one in pack.data.dispute_types if one.group == "ministry"}
        for one in pack.data.dispute_types:
            assert type_counted(pack, one.code) in ministry | {OTHER}

"""Rosters as pack data: what is wrong with them is found, headings are known however written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mediatordesk.forms import Pack, check_pack
from mediatordesk.forms.definitions.headings import bare_heading
from mediatordesk.forms.definitions.rosters import ColumnKind, Roster, RosterColumn
from mediatordesk.forms.rosters.cells import Unfit, kept, shown

NAME = {"name": "name", "label": "姓名", "required": True}
ROLE = {
    "name": "role",
    "label": "类别",
    "kind": "choice",
    "required": True,
    "choices": [{"name": "buyer", "label": "购房户"}],
}


def roster(**changes: Any) -> Roster:
    data = {"name": "buyers", "title": "名单", "subject": "parties", "columns": [NAME, ROLE]}
    return Roster.model_validate_json(json.dumps(data | changes))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"columns": [NAME]}, "role"),
        ({"role": "buyer"}, "role"),
        ({"columns": [ROLE]}, "name"),
        ({"columns": [NAME, ROLE, NAME]}, "twice"),
        ({"columns": [NAME, ROLE, {"name": "flat", "label": "姓 名*"}]}, "姓名"),
        ({"columns": [NAME, ROLE, {"name": "phone", "label": "电话"}]}, "phone"),
        ({"columns": [NAME, ROLE, {"name": "a.b", "label": "甲"}]}, "dot"),
        ({"repeats": [{"code": "R01", "title": "重", "columns": ["flat"]}]}, "flat"),
        ({"subject": "members"}, "member"),
        ({"columns": [NAME, ROLE | {"choices": [{"name": "judge", "label": "法官"}]}]}, "judge"),
        ({"columns": [NAME, ROLE | {"choices": []}]}, "choices"),
        ({"columns": []}, "columns"),
    ],
)
def test_roster_data_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], word: str
) -> None:
    with pytest.raises(ValidationError, match=word):
        roster(**changes)


def test_a_wrong_roster_is_a_finding_with_file_and_line(forms_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(forms_folder / "people", tmp_path / "people")
    path = tmp_path / "people" / "rosters.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"flat"]', '"house"]'), "utf-8")
    [finding] = check_pack(tmp_path / "people")
    assert (finding.code, finding.level, finding.file) == ("P06", "B", "rosters.toml")
    assert "rosters buyers" in finding.place
    assert "house" in finding.why


def test_every_pack_has_the_rosters_of_people(social_insurance: Pack, people: Pack) -> None:
    names = [one.name for one in people.data.rosters]
    assert names == ["creditors", "buyers", "workers", "mediators", "experts", "cases"]
    assert [one.name for one in social_insurance.data.rosters] == names


@pytest.mark.parametrize(
    "written",
    ["合同总价", " 合同 总价 ", "合同总价（元）", "*合同总价", "合同总价：", "合同总价(元)*"],
)
def test_a_heading_is_known_however_it_is_decorated(written: str) -> None:
    assert bare_heading(written) == "合同总价"


@pytest.mark.parametrize(
    ("kind", "written", "content"),
    [
        ("text", " 覃𬭎 ", "覃𬭎"),
        ("text", "-", "-"),
        ("amount", "￥36,500.00元", "3650000"),
        ("amount", "３６５００", "3650000"),
        ("amount", "/", ""),
        ("number", "1,200", "1200"),
        ("decimal", "111.030㎡", "111.030"),
        ("yes_no", "√", "true"),
        ("yes_no", "无", "false"),
        ("identity", "４５０４０５19791102315ｘ", "45040519791102315X"),
        ("phone", "0774－3800001", "0774-3800001"),
        ("account", "6245 0590 3652 5940 034", "6245059036525940034"),
        ("day", "2024年11月5日", "2024-11-05"),
        ("list", "普通话、白话,壮语", "普通话、白话、壮语"),
        ("day", "—", ""),
    ],
)
def test_cells_are_kept_in_one_way_however_they_are_written(
    kind: str, written: str, content: str
) -> None:
    column = RosterColumn(name="a", label="甲", kind=ColumnKind(kind))
    assert kept(column, written) == content
    assert kept(column, shown(column, content)) == content


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("amount", "3.65万"),
        ("amount", "1.005"),
        ("amount", "-5"),
        ("number", "1.5"),
        ("decimal", "约70"),
        ("yes_no", "也许"),
        ("identity", "4.50322E+17"),
        ("identity", "４.５E＋１７"),
        ("account", "6.21E18"),
        ("phone", "1.38E+10"),
        ("phone", "不详"),
        ("account", "农信社"),
        ("day", "2023-02-29"),
        ("text", "#N/A"),
        ("amount", "#REF!"),
    ],
)
def test_cells_that_do_not_fit_are_refused_with_a_reason(kind: str, written: str) -> None:
    column = RosterColumn(name="a", label="甲", kind=ColumnKind(kind))
    with pytest.raises(Unfit, match=r"\w"):
        kept(column, written)

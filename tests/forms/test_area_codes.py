"""What places are called by their codes (domain.md 9.5)."""

from pathlib import Path

import pytest

from mediatordesk.forms.area_codes import AreaCodes, read_area_codes

CODES = read_area_codes(Path(__file__).parents[2] / "resources" / "codes")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("450403", "梧州市万秀区"),
        ("450405", "梧州市长洲区"),
        ("450406", "梧州市龙圩区"),
        ("450421", "梧州市苍梧县"),
        ("450422", "梧州市藤县"),
        ("450423", "梧州市蒙山县"),
        ("450481", "梧州市岑溪市"),
        ("450405101", "梧州市长洲区长洲镇"),
        ("450405102", "梧州市长洲区倒水镇"),
        ("450405001", "梧州市长洲区大塘街道"),
        ("450405002", "梧州市长洲区兴龙街道"),
        ("450405003", "梧州市长洲区红岭街道"),
        ("450305", "桂林市七星区"),
        ("450312", "桂林市临桂区"),
        ("451103", "贺州市平桂区"),
        ("451481", "崇左市凭祥市"),
        ("450108", "南宁市良庆区"),
        ("450181", "南宁市横州市"),
        ("450223", "柳州市鹿寨县"),
        ("450923", "玉林市博白县"),
        ("4502", "柳州市"),
        ("450405101999", "梧州市长洲区长洲镇"),
        ("450405199", "梧州市长洲区"),
    ],
)
def test_a_place_is_called_from_its_city_down(code: str, name: str) -> None:
    assert CODES.name_of(code) == name


@pytest.mark.parametrize("code", ["", "45", "110105", "450404", "999999", "abc"])
def test_a_code_that_no_table_knows_has_no_name(code: str) -> None:
    assert CODES.name_of(code) == ""
    assert AreaCodes().name_of(code) == ""


def test_every_table_says_where_it_comes_from_and_of_which_year() -> None:
    assert CODES.tables
    for table in CODES.tables:
        assert table.source
        assert table.year > 2000
    [guangxi] = CODES.tables
    assert sum(len(code) == 6 for code in guangxi.names) == 111
    assert sum(len(code) == 4 for code in guangxi.names) == 14

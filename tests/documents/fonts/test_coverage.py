"""GB 18030-2022: every character of levels 1 and 2 prints in every family, and copies out."""

import subprocess
from pathlib import Path

import pytest

from mediatordesk.documents import Fonts
from tests.documents.papers import blank, line
from tests.documents.reading import dense, pdf_of

from .standard import general_standard, level_1, level_2

FAMILIES = ("仿宋", "宋体", "黑体", "楷体", "方正小标宋简体")
# Of names that officials had to write by hand; the last two are of level 3 and beyond.
NAMES = "覃𬭎㛃𠅤䶮𬭚𮧵𰻝"


def test_the_sets_have_the_sizes_the_standards_give_them() -> None:
    assert len(general_standard()) == 8105
    assert len(level_2()) == 196
    # 27,584 Chinese characters in the standard, one of the six once private not among them.
    assert sum("\u3400" <= char <= "\u9fff" or char >= "\uf900" for char in level_1()) > 27_584


@pytest.mark.parametrize("family", FAMILIES)
def test_no_character_of_levels_1_and_2_is_unknown(fonts: Fonts, family: str) -> None:
    shapes = fonts.shapes(family, bold=False)
    assert not [char for char in (*level_1(), *level_2(), *NAMES) if shapes[char].char != char]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_chinese_character_is_as_wide_as_it_is_high(fonts: Fonts, family: str) -> None:
    shapes = fonts.shapes(family, bold=False)
    assert {round(shapes[char].width, 3) for char in general_standard()} == {1.0}


@pytest.mark.real
@pytest.mark.parametrize(
    ("family", "each"), [(FAMILIES[0], 1), *((one, 9) for one in FAMILIES[1:])]
)
def test_pdftotext_reads_every_one_of_them(
    fonts: Fonts, family: str, each: int, tmp_path: Path
) -> None:
    text = NAMES + "".join(sorted(level_2())) + "".join(sorted(level_1()))[::each]
    word = blank()
    for at in range(0, len(text), 400):
        line(word, (text[at : at + 400], family))
    path = tmp_path / "字.pdf"
    path.write_bytes(pdf_of(word, fonts).data)
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    read = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert dense(read) == dense(text)

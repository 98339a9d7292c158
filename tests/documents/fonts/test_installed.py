"""The machine's own fonts: found by name, used where they change no line."""

from pathlib import Path
from time import process_time

import pytest

from mediatordesk.documents import Fonts, InstalledFonts, font_folders
from mediatordesk.documents.fonts.installed import MAX_DEPTH
from tests.documents.conftest import FONTS
from tests.documents.papers import blank, line
from tests.documents.reading import dense, lines_of, pages_of, pdf_of

from .made import CHINESE, ENGLISH, made_font, saved, saved_collection

SENTENCE = "双方当事人经本委员会调解，自愿达成协议 2025 年 3 月 5 日 Nguyễn Văn Đức 覃𬭎。"
FANGSONG = {ENGLISH: "FangSong", CHINESE: "仿宋"}


def test_a_machines_own_font_is_found_by_its_chinese_name(tmp_path: Path) -> None:
    saved(made_font(FANGSONG, "调解"), tmp_path / "truetype" / "simfang.ttf")
    fonts = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    assert fonts.shapes("仿宋_GB2312", bold=False)["调"].face.path.name == "simfang.ttf"
    assert fonts.shapes("仿宋", bold=False)["议"].face.name == "MDFangSong"
    assert fonts.shapes("楷体", bold=False)["调"].face.name == "LXGWWenKai-Regular"


def test_the_font_that_is_named_comes_before_one_like_it(tmp_path: Path) -> None:
    for file, name in (("a.ttf", "FangSong"), ("b.ttf", "华文仿宋"), ("c.ttf", "朱雀仿宋")):
        saved(made_font({ENGLISH: name}, "调"), tmp_path / file)
    fonts = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    expected = {"仿宋_GB2312": "a.ttf", "华文仿宋": "b.ttf", "朱雀仿宋": "c.ttf"}
    drawn = {name: fonts.shapes(name, bold=False)["调"].face.path.name for name in expected}
    assert drawn == expected


def test_a_face_of_a_collection_prints_and_copies_out(tmp_path: Path) -> None:
    fonts = [made_font({ENGLISH: name}, "调解") for name in ("NSimSun", "SimSun")]
    saved_collection(fonts, tmp_path / "simsun.ttc")
    loaded = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    shape = loaded.shapes("宋体", bold=False)["调"]
    assert (shape.face.path.name, shape.face.index) == ("simsun.ttc", 1)
    word = blank()
    line(word, (SENTENCE, "宋体"))
    assert dense(pages_of(pdf_of(word, loaded))[0]) == dense(SENTENCE)


def test_lines_break_in_the_same_places_whatever_a_machine_has(tmp_path: Path) -> None:
    letters = "".join(map(chr, range(0x20, 0x7F)))
    widths = {**dict.fromkeys(letters, 930), "双": 1300}
    saved(made_font(FANGSONG, SENTENCE + letters, widths=widths), tmp_path / "simfang.ttf")
    fonts = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    house = Fonts.load(FONTS)
    word = blank()
    line(word, SENTENCE * 9)
    shapes = fonts.shapes("仿宋", bold=False)
    assert shapes["解"].face.path.name == "simfang.ttf"
    assert shapes["双"].face.name == shapes["5"].face.name == "MDFangSong"
    assert lines_of(pdf_of(word, fonts)) == lines_of(pdf_of(word, house))


def test_a_bold_cut_does_not_stand_in_for_the_plain_one(tmp_path: Path) -> None:
    saved(made_font({ENGLISH: "SimHei"}, "调", weight=700), tmp_path / "a.ttf")
    fonts = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    assert fonts.shapes("黑体", bold=True)["调"].face.name == "NotoSansSC-Medium"


def test_a_font_for_rare_characters_helps_out_where_no_other_has_one(tmp_path: Path) -> None:
    saved(made_font({ENGLISH: "SimSun-ExtB"}, "\U00020000𬭎"), tmp_path / "simsunb.ttf")
    fonts = Fonts.load(FONTS, installed=InstalledFonts((tmp_path,)))
    shapes = fonts.shapes("仿宋", bold=False)
    assert shapes["\U00020000"].face.path.name == "simsunb.ttf"
    assert shapes["𬭎"].face.name == "LXGWWenKai-Light"
    assert Fonts.load(FONTS).shapes("仿宋", bold=False)["\U00020000"].char == "〓"


def test_a_font_that_was_added_draws_what_it_is_named_for(tmp_path: Path) -> None:
    saved(made_font({CHINESE: "朱雀仿宋"}, "调"), tmp_path / "added" / "zhuque.ttf")
    saved(made_font(FANGSONG, "调解"), tmp_path / "machine" / "simfang.ttf")
    fonts = Fonts.load(
        FONTS,
        added=InstalledFonts((tmp_path / "added",)),
        installed=InstalledFonts((tmp_path / "machine",)),
    )
    shapes = fonts.shapes("仿宋", bold=False)
    assert shapes["调"].face.path.name == "zhuque.ttf"
    assert shapes["解"].face.path.name == "simfang.ttf"


@pytest.mark.parametrize("char", "ئཀᠮก")
def test_letters_that_must_join_or_turn_are_not_set_even_if_a_font_has_them(
    tmp_path: Path, char: str
) -> None:
    saved(made_font({ENGLISH: "Joining"}, char), tmp_path / "joining.ttf")
    fonts = Fonts.load(FONTS, added=InstalledFonts((tmp_path,)))
    assert fonts.shapes("Joining", bold=False)[char].char == "〓"


def test_folders_that_are_not_there_or_run_in_circles_do_no_harm(tmp_path: Path) -> None:
    saved(made_font(FANGSONG, "调"), tmp_path / "a" / "simfang.ttf")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    found = InstalledFonts((tmp_path / "a", tmp_path / "nowhere")).files
    assert {face.families for face in found} == {("FangSong", "仿宋")}
    assert len(found) <= MAX_DEPTH + 1


def test_nothing_is_looked_through_before_a_paper_is_made(tmp_path: Path) -> None:
    installed = InstalledFonts((tmp_path,))
    fonts = Fonts.load(FONTS, installed=installed)
    assert "files" not in vars(installed)
    assert fonts.shapes("仿宋", bold=False)["调"]
    assert "files" in vars(installed)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        (
            "win32",
            {"LOCALAPPDATA": "/l", "WINDIR": "/w"},
            ("/l/Microsoft/Windows/Fonts", "/w/Fonts"),
        ),
        ("linux", {}, ("/h/.local/share/fonts", "/h/.fonts", "/usr/share/fonts")),
        ("darwin", {}, ("/h/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts")),
    ],
)
def test_each_system_keeps_its_fonts_in_its_own_places(
    platform: str, environment: dict[str, str], expected: tuple[str, ...]
) -> None:
    folders = [one.as_posix() for one in font_folders(platform, environment, Path("/h"))]
    assert [one for one in folders if one in expected] == list(expected)


@pytest.mark.soak
def test_three_hundred_files_are_looked_through_in_fifty_milliseconds(tmp_path: Path) -> None:
    font = saved(made_font(FANGSONG, "调解"), tmp_path / "0.ttf").read_bytes()
    for number in range(1, 300):
        (tmp_path / f"{number}.ttf").write_bytes(font)
    times = []
    for _round in range(5):
        start = process_time()
        assert len(InstalledFonts((tmp_path,)).families) == 2
        times.append(process_time() - start)
    assert min(times) <= 0.05

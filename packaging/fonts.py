"""Make resources/fonts again from the packages they come from.

    .venv/bin/python packaging/fonts.py resources/fonts
    .venv/bin/python packaging/fonts.py --rare FOLDER

The first needs `npm` and `apt-get`, each with a registry it can reach, and takes a minute or two.
The same packages give the same bytes. What each font is, and under which licence, is told in
resources/fonts/README.md. The second fetches the pack for rare characters, which is not shipped;
a desk takes it with `mediatordesk fonts add FOLDER/HanaMinB.ttf --licence "Hanazono licence"`.
"""

import argparse
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

# Layout tables that speak of CFF outlines, vertical setting or features nobody asks FangSong for.
CFF_ONLY = ("CFF ", "VORG", "BASE", "GPOS", "GSUB", "GDEF", "vhea", "vmtx")
# What a heading may hold beside GB 2312: Latin with Vietnamese, and every kind of punctuation.
HEADING_BLOCKS = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2150, 0x218F),
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),
    (0x2600, 0x2612),
    (0x3000, 0x303F),
    (0x3220, 0x3243),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
)
# FandolFang draws a dollar for the full-width yuan sign, and a hyphen for the overline: amounts on
# an agreement would be wrong. Without them the next font of the chain draws both as they are.
DRAWN_WRONG = (0xFFE3, 0xFFE5)
CONVERTED = "Modified for MediatorDesk: TrueType outlines, two wrong signs left out, renamed."
CUT_DOWN = "Modified for MediatorDesk: cut down to GB 2312 and Latin, renamed."


@dataclass(frozen=True)
class Original:
    """One font file as its makers gave it out: the package, its version, the file inside."""

    package: str
    version: str
    member: str

    def fetch(self, folder: Path) -> Path:
        """Write the file into `folder` under its own name."""
        fetch = self._from_npm if self.package.startswith("@") else self._from_debian
        archive = fetch(folder)
        target = folder / Path(self.member).name
        with tarfile.open(archive) as packed:
            member = packed.extractfile(self.member)
            if member is None:
                raise FileNotFoundError(self.member)
            with member, target.open("wb") as written:
                shutil.copyfileobj(member, written)
        return target

    def _from_npm(self, folder: Path) -> Path:
        archive = folder / f"{self.package.lstrip('@').replace('/', '-')}-{self.version}.tgz"
        if not archive.exists():
            wanted = f"{self.package}@{self.version}"
            subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True)
        return archive

    def _from_debian(self, folder: Path) -> Path:
        archive = folder / f"{self.package}.tar"
        if not archive.exists():
            wanted = f"{self.package}={self.version}"
            subprocess.run(["apt-get", "download", wanted], cwd=folder, check=True)
            [packed] = folder.glob(f"{self.package}_*.deb")
            with archive.open("wb") as opened:
                subprocess.run(["dpkg-deb", "--fsys-tarfile", packed], stdout=opened, check=True)
        return archive


SERIF, SANS = "@expo-google-fonts/noto-serif-sc", "@expo-google-fonts/noto-sans-sc"
WENKAI, LXGW = "fonts-lxgw-wenkai", "./usr/share/fonts/truetype/lxgw-wenkai"
UNCHANGED = {
    "NotoSerifSC-Regular.ttf": Original(
        SERIF, "0.4.3", "package/400Regular/NotoSerifSC_400Regular.ttf"
    ),
    "NotoSansSC-Regular.ttf": Original(
        SANS, "0.4.3", "package/400Regular/NotoSansSC_400Regular.ttf"
    ),
    "NotoSansSC-Medium.ttf": Original(SANS, "0.4.3", "package/500Medium/NotoSansSC_500Medium.ttf"),
    "LXGWWenKai-Regular.ttf": Original(WENKAI, "1.250+repack-1", f"{LXGW}/LXGWWenKai-Regular.ttf"),
    "LXGWWenKai-Light.ttf": Original(WENKAI, "1.250+repack-1", f"{LXGW}/LXGWWenKai-Light.ttf"),
}
HEADING = Original(SERIF, "0.4.3", "package/700Bold/NotoSerifSC_700Bold.ttf")
RARE = Original(
    "fonts-hanazono", "20170904-2.1", "./usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
)
FANGSONG = Original(
    "texlive-lang-chinese",
    "2022.20230122-1",
    "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
)


def main() -> None:
    """Fetch, convert and name all fonts of the desk, or fetch the pack for rare characters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("to", type=Path, help="the folder to write the fonts into")
    parser.add_argument("--rare", action="store_true", help="only the pack for rare characters")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if given.rare:
            shutil.copy(RARE.fetch(Path(folder)), given.to)
        else:
            make_fonts(Path(folder), given.to)


def make_fonts(folder: Path, to: Path) -> None:
    """Make the fonts of the desk, with an empty folder to fetch their originals into."""
    (to / "source").mkdir(exist_ok=True)
    for file, original in UNCHANGED.items():
        shutil.copyfile(original.fetch(folder), to / file)
    source = shutil.copyfile(FANGSONG.fetch(folder), to / "source" / "FandolFang-Regular.otf")
    convert(source, to / "MDFangSong.ttf")
    cut_down(HEADING.fetch(folder), to / "MDXiaoBiaoSong.ttf")


def convert(source: Path, target: Path) -> None:
    """Turn FandolFang's cubic outlines into TrueType's, which reportlab can embed.

    An outline moves by at most one unit in a thousand; every width stays. Its makers let a
    changed font keep the embedding exception of their GPL (LICENSES/FandolFang.txt): it is kept.
    """
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    drawings = font.getGlyphSet()
    outlines = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(None, handleOverflowingTransforms=False)
        drawings[glyph].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines.glyphs[glyph] = pen.glyph(round=otRound)
    font["glyf"] = outlines
    font["loca"] = newTable("loca")
    for table in CFF_ONLY:
        if table in font:
            del font[table]
    font["maxp"].tableVersion = 0x00010000
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(font["maxp"], f"max{limit}", 0)
    font["maxp"].maxZones = 1
    font["maxp"].maxSizeOfInstructions = font["maxp"].maxComponentElements = 0
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"
    for table in font["cmap"].tables:
        for code in DRAWN_WRONG:
            table.cmap.pop(code, None)
    rename(font, "MD FangSong", CONVERTED)
    font["name"].setName("GPL version 3 with font embedding exception", 13, 3, 1, 0x409)
    font.save(target)


def cut_down(source: Path, target: Path) -> None:
    """Keep of a bold serif what the heading of an official paper can hold (GB/T 9704-2012, 7)."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "BASE", "vhea", "vmtx", "GDEF", "GPOS", "GSUB"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=heading_characters())
    subsetter.subset(font)
    # It is the only weight of its family: a viewer that is told "bold" would look for another.
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0
    rename(font, "MD XiaoBiaoSong", CUT_DOWN)
    font.save(target)


def heading_characters() -> set[int]:
    """All of GB 2312, and the blocks of `HEADING_BLOCKS`."""
    rows = range(0xA1, 0xF8)
    cells = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    standard = {ord(text) for cell in cells if (text := cell.decode("gb2312", "ignore"))}
    return standard.union(*(range(first, last + 1) for first, last in HEADING_BLOCKS))


def rename(font: TTFont, family: str, change: str) -> None:
    """Give a changed font its own name, and keep its makers' copyright and licence in it."""
    names = font["name"]
    kept = {number: names.getDebugName(number) or "" for number in (0, 8, 9, 11, 13, 14)}
    postscript = family.replace(" ", "") + "-Regular"
    texts = kept | {
        0: f"{kept[0]} {change}",
        1: family,
        2: "Regular",
        3: f"{postscript};1.0",
        4: family,
        5: "Version 1.0",
        6: postscript,
    }
    names.names = []
    for number, text in texts.items():
        if text:
            names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()

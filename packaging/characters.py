"""Write down the Table of General Standard Chinese Characters (通用规范汉字表, 2013).

    .venv/bin/python packaging/characters.py tests/documents/fonts/general-standard.txt

Its 8,105 characters are what names may be written with; tests hold our fonts against them. They
are the field kTGH of Unicode's Unihan, which Debian's package `unicode-data` has; needs `apt-get`
and its registry. The same package gives the same bytes.
"""

import argparse
import bz2
import re
import subprocess
import tempfile
from pathlib import Path

PACKAGE = "unicode-data=15.0.0-1"
UNIHAN = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
IN_TABLE = re.compile(r"^U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", re.MULTILINE)
IN_A_LINE = 50


def general_standard() -> str:
    """Return the characters of the table in its own order: common ones first, by strokes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", PACKAGE], cwd=folder, check=True)
        [packed] = Path(folder).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", packed, folder], check=True)
        text = bz2.decompress((Path(folder) / UNIHAN).read_bytes()).decode("utf-8")
    places = {int(place): chr(int(code, 16)) for code, place in IN_TABLE.findall(text)}
    return "".join(places[place] for place in sorted(places))


def main() -> None:
    """Write the table, fifty characters a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("to", type=Path, help="the file to write")
    to: Path = parser.parse_args().to
    table = general_standard()
    lines = (table[at : at + IN_A_LINE] for at in range(0, len(table), IN_A_LINE))
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

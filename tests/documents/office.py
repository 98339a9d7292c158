"""LibreOffice as the other opinion: Word files to PDF, with our fonts and no others."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

OFFICE = "soffice"
TIMEOUT = 120  # seconds
#: Font of a Chinese form → family of the face that we set it in.
FAMILIES: Mapping[str, str] = {
    "仿宋": "MD FangSong",
    "仿宋_GB2312": "MD FangSong",
    "宋体": "Noto Serif SC",
    "Times New Roman": "Noto Serif SC",
    "黑体": "Noto Sans SC Medium",
    "楷体": "LXGW WenKai",
    "方正小标宋简体": "MD XiaoBiaoSong",
}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
{aliases}
<match target="pattern"><edit name="family" mode="append_last">
<string>Noto Serif SC</string></edit></match>
</fontconfig>
"""
ALIAS = """<match target="pattern"><test name="family"><string>{named}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{ours}</string></edit></match>"""


class FilesMissing(Exception):
    """LibreOffice ended well but did not make every file; it does that with hundreds at once."""


def convert(papers: Mapping[str, bytes], fonts: Path, folder: Path) -> dict[str, bytes]:
    """Return Word files as the PDFs that LibreOffice makes of them, in one call.

    It sees the fonts of one folder only. Raises FilesMissing where fewer come back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, docx in papers.items():
        (folder / f"{name}.docx").write_bytes(docx)
    aliases = "\n".join(ALIAS.format(named=name, ours=ours) for name, ours in FAMILIES.items())
    configuration = folder / "fonts.conf"
    configuration.write_text(
        CONFIGURATION.format(fonts=fonts, cache=folder / "cache", aliases=aliases), "utf-8"
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *(str(folder / f"{name}.docx") for name in papers)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(configuration)},
        check=True,
        capture_output=True,
        timeout=TIMEOUT,
    )
    made = {name: folder / f"{name}.pdf" for name in papers}
    missing = [name for name, path in made.items() if not path.is_file()]
    if missing:
        raise FilesMissing(", ".join(missing))
    return {name: path.read_bytes() for name, path in made.items()}

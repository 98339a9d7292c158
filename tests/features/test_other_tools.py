"""What other people's tools say of our papers, packets and bundles."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from .journeys import Played

pytestmark = pytest.mark.real


def said(*command: object) -> str:
    """Run a tool that must succeed, and return what it says."""
    return subprocess.check_output([str(word) for word in command], text=True)


def test_pdftotext_reads_a_name_beyond_the_basic_plane(demo: Played) -> None:
    papers = [*demo.papers("1", "D17"), *demo.folder.glob("1-*/已签封/D17_*.pdf")]
    assert len(papers) >= 3
    for paper in papers:
        assert "覃𬭎" in said("pdftotext", paper, "-"), paper.name


def test_pdfsig_finds_the_signature_and_that_nothing_was_changed(demo: Played) -> None:
    sealed = list(demo.folder.glob("*/已签封/*.pdf"))
    assert len(sealed) >= 6
    for paper in sealed:
        report = subprocess.run(["pdfsig", paper], capture_output=True, text=True, check=False)
        assert "Signature is Valid" in report.stdout, (paper.name, report.stdout, report.stderr)
        assert "Total document signed" in report.stdout


def test_qpdf_finds_every_paper_sound(demo: Played) -> None:
    for paper in demo.folder.rglob("*.pdf"):
        said("qpdf", "--check", paper)


def test_unzip_and_sha256sum_find_the_packet_whole(demo: Played, tmp_path: Path) -> None:
    assert "No errors detected" in said("unzip", "-t", demo.packet)
    said("unzip", "-q", demo.packet, "-d", tmp_path)
    [bag] = tmp_path.iterdir()
    lists = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", *lists], cwd=bag, check=True)
    (bag / "data" / "01_申请书.pdf").write_bytes(b"other")
    broken = subprocess.run(
        ["sha256sum", "--quiet", "-c", lists[0]], cwd=bag, capture_output=True, check=False
    )
    assert broken.returncode != 0


def test_age_opens_no_bundle_and_no_part_of_a_file_without_the_key(
    demo: Played, tmp_path: Path
) -> None:
    key = tmp_path / "somebody else.key"
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    parts = sorted((demo.desk / "blobs").rglob("*.age"))[:5]
    bundles = sorted((demo.folder / "U盘").rglob("*.mdb"))
    assert parts
    assert len(bundles) > 1
    for file in (*parts, *bundles[:20]):
        opened = subprocess.run(
            ["age", "--decrypt", "--identity", key, file], capture_output=True, check=False
        )
        assert opened.returncode != 0
        assert opened.stdout == b""


def test_sqlite_sees_nothing_in_the_database(demo: Played) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(demo.desk / "desk.db").execute("SELECT * FROM sqlite_master").fetchall()

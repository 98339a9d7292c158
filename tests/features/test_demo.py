"""The demo as a stranger sees it: killed twice, it still ends, and leaves what it promises."""

import json
import re
import zipfile
from urllib.parse import unquote

from mediatordesk.cli.demo.showcase import PASSPHRASE

from .journeys import CHEAP, Desk, Played


def test_a_demo_that_was_killed_ends_when_it_is_started_again(demo: Played) -> None:
    assert demo.answer.keys() >= {"papers", "packets", "bundles", "seconds"}, demo.killed_after
    assert (demo.answer["papers"], demo.answer["packets"]) == (38, 1)
    assert demo.answer["bundles"] > 1
    assert demo.answer["seconds"] > 0


def test_progress_with_times_goes_to_people_and_no_key_with_it(demo: Played) -> None:
    lines = demo.said.splitlines()
    assert sum(bool(re.match(r" *\d+\.\d s  ", line)) for line in lines) > 40
    assert "Traceback" not in demo.said
    assert not re.search("AGE-SECRET-KEY", demo.said, re.IGNORECASE)
    assert PASSPHRASE not in demo.said + json.dumps(demo.answer, ensure_ascii=False)


def test_the_index_page_names_every_file_and_every_link_leads_somewhere(demo: Played) -> None:
    page = (demo.folder / "index.html").read_text(encoding="utf-8")
    links = {unquote(link) for link in re.findall('href="([^"]+)"', page)}
    assert all((demo.folder / link).is_file() for link in links)
    for pattern in ("*/文书/*", "*/已签封/*", "*/送交/*", "*.pdf", "*.txt"):
        made = {path.relative_to(demo.folder).as_posix() for path in demo.folder.glob(pattern)}
        assert made <= links | {"passphrase.txt"}, made - links


def test_every_paper_is_there_as_word_and_pdf(demo: Played) -> None:
    papers = list(demo.folder.glob("*/文书/*"))
    words = {path.with_suffix("") for path in papers if path.suffix == ".docx"}
    pdfs = {path.with_suffix("") for path in papers if path.suffix == ".pdf"}
    assert words == pdfs
    assert len(words) == 38
    assert all(zipfile.is_zipfile(path.with_suffix(".docx")) for path in words)


def test_the_desk_is_whole_and_everything_is_at_the_centre(seen: Desk) -> None:
    checked = seen("desk", "check").data
    assert (checked["ok"], checked["findings"]) == (True, [])
    status = seen("sync", "status").data
    # All but one: that the copy which is looked at here was given another passphrase.
    assert status["unsent_changes"] == 1
    assert status["states"]["applied"] == status["states"]["saved"] - 1 > 100


PERSONAL = ("覃𬭎", "苏美玲", "450405197911023158", "45040519910216032X", "13800000001")


def test_no_name_number_or_passphrase_lies_readable_on_desk_stick_or_centre(
    demo: Played,
) -> None:
    looked = 0
    for place in ("desk", "U盘", "中心"):
        for path in (demo.folder / place).rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            looked += bool(data)
            # The centre's own key is a file for its safe, readable by its owner only.
            is_key = path.name == "centre.key"
            keys = () if is_key else ("AGE-SECRET-KEY-",)
            assert not is_key or path.stat().st_mode & 0o077 == 0
            for secret in (*PERSONAL, PASSPHRASE, CHEAP, *keys):
                forms = (secret.encode(), secret.encode("utf-16-le"), secret.encode("gb18030"))
                assert not any(form in data for form in forms), (path, secret)
    assert looked > 100


def test_the_search_would_have_found_a_name(demo: Played) -> None:
    assert "覃𬭎" in (demo.folder / "index.html").read_text(encoding="utf-8")
    name = "姓名：覃𬭎".encode()
    assert PERSONAL[0].encode() in name


def test_the_centres_report_knows_no_person(demo: Played) -> None:
    report = (demo.folder / "中心报表.txt").read_text(encoding="utf-8")
    assert not any(one in report for one in (*PERSONAL, "梧州市某塑料制品有限公司"))


def test_no_command_that_looks_shows_a_key(seen: Desk) -> None:
    for words in (("case", "list"), ("operator", "list"), ("sync", "status"), ("desk", "check")):
        said = seen(*words)
        assert not re.search("AGE-SECRET-KEY|identity", said.out + said.err, re.IGNORECASE)

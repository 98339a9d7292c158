"""The page that any browser can open: what it is made of, and what it says in Chromium."""

import hashlib
import json
import random
import re
import zipfile
import zlib
from pathlib import Path

import pytest

from mediatordesk.packets.packet import Handover, PacketItem, build
from mediatordesk.packets.receiver.verify import WORDS
from mediatordesk.packets.verification import verify
from tests.packets.bad_packets import TOP, forged, opened, zipped_in_gbk, zipped_plainly
from tests.packets.chromium import Page, flips_judged_by_page, judged_by_page

PAPER = "data/01_申请书.pdf"
REPACKED = {("repacked", "")}


def script_of(page_file: Path) -> str:
    """Return the page's own JavaScript, without its comments."""
    text = page_file.read_text(encoding="utf-8")
    script = "\n".join(re.findall("<script>(.*?)</script>", text, re.DOTALL))
    return re.sub(r"/\*[\s\S]*?\*/|//.*", "", script)


def test_it_is_one_file_that_may_ask_no_network(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"""(src|href)\s*=|@import|url\(|https?:""", text)


def test_its_javascript_is_old(page_file: Path) -> None:
    """Signs of a JavaScript that a browser of 2009 does not read."""
    script = script_of(page_file)
    newer = r"=>|`|\b(let|const|class|async|await|import|export|yield)\b|\.\.\.[\w\[]"
    missing = r"\b(Promise|fetch|crypto|BigInt|Symbol|Map|Set|Proxy)\b|\.(padStart|includes|fill)\("
    assert not re.search(newer, re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|/(?:\\.|[^/\n])+/g", "", script))
    assert not re.search(missing, script)


def test_it_writes_no_text_of_a_packet_as_html(page_file: Path) -> None:
    assert not re.search("innerHTML|outerHTML|document.write|eval|Function", script_of(page_file))


def test_it_has_words_for_all_that_can_be_found(page_file: Path) -> None:
    script = script_of(page_file)
    words = script[script.index("var WORDS") : script.index("var REFUSALS")]
    assert set(re.findall(r'^    "([a-z ]+)": \[', words, re.MULTILINE)) == WORDS.keys()


@pytest.mark.real
def test_its_hashes_are_those_of_the_standard(page: Page) -> None:
    """All lengths around the ends of blocks, and a long one."""
    lengths = [*range(131), 4095, 4096, 100_001]
    told = page.evaluate(
        f"""{json.dumps(lengths)}.map(function (length) {{
            var bytes = new Uint8Array(length), n;
            for (n = 0; n < length; n += 1) {{ bytes[n] = n * 7 % 251; }}
            return PacketCheck.sha256(bytes);
        }})"""
    )
    data = bytes(n * 7 % 251 for n in range(max(lengths)))
    assert told == [hashlib.sha256(data[:length]).hexdigest() for length in lengths]


@pytest.mark.real
def test_it_passes_an_untouched_packet(page: Page, packet: bytes) -> None:
    assert judged_by_page(page, packet) == set()
    assert judged_by_page(page, packet, verify(packet).sha256) == set()


@pytest.mark.real
def test_two_hundred_flipped_bits_are_found_by_all_three_alike(page: Page, packet: bytes) -> None:
    """The script's judgement is the desk's; in soak there are 2,000 in a real packet (features)."""
    places = random.Random(6).sample(range(len(packet) * 8), 200)  # noqa: S311
    for place, by_page in zip(places, flips_judged_by_page(page, packet, places), strict=True):
        changed = bytearray(packet)
        changed[place // 8] ^= 1 << place % 8
        by_desk = {(one.code, one.file) for one in verify(bytes(changed)).findings}
        assert by_page == by_desk != set(), place


@pytest.mark.real
@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.soak)])
def test_no_bit_of_the_directory_may_change(page: Page, packet: bytes, step: int) -> None:
    """Times, attributes, sizes, places: what carries no content."""
    places = list(range(packet.index(b"PK\x01\x02") * 8, len(packet) * 8, step))
    for place, by_page in zip(places, flips_judged_by_page(page, packet, places), strict=True):
        assert by_page, place


@pytest.mark.real
@pytest.mark.parametrize(
    "number", [verify.__name__, "1234", "12345678…12345678", "0" * 64, "…", " "]
)
def test_numbers_are_compared_as_the_desk_does(page: Page, packet: bytes, number: str) -> None:
    by_desk = {(one.code, one.file) for one in verify(packet, number).findings}
    assert judged_by_page(page, packet, number) == by_desk


@pytest.mark.real
def test_a_forged_packet_is_another_one_for_the_page_too(page: Page, packet: bytes) -> None:
    remade = forged(packet, PAPER, b"%PDF-1.7 else")
    number = verify(packet).sha256
    assert judged_by_page(page, remade) == set()
    for typed in (number, number.upper(), f"{number[:8]}……{number[-8:]}"):
        assert judged_by_page(page, remade, typed) == {("another packet", "")}
        assert judged_by_page(page, packet, typed) == set()


@pytest.mark.real
def test_it_unpacks_what_other_programs_packed_again(page: Page, packet: bytes) -> None:
    dice = random.Random(7)  # noqa: S311
    files = opened(packet)
    assert judged_by_page(page, zipped_plainly(files, zipfile.ZIP_DEFLATED)) == REPACKED
    noise = dice.randbytes(70_000) + b"ab" * 40_000 + bytes(dice.choices(range(20), k=50_000))
    for level, strategy in ((0, 0), (1, 0), (9, 0), (6, zlib.Z_FIXED), (6, zlib.Z_HUFFMAN_ONLY)):
        assert inflated_by_page(page, packed(noise, level, strategy), len(noise)) == noise
        assert inflated_by_page(page, packed(noise, level, strategy), len(noise) - 1) is None


def packed(data: bytes, level: int, strategy: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
    return packer.compress(data) + packer.flush()


def inflated_by_page(page: Page, data: bytes, size: int) -> bytes | None:
    told = page.evaluate(
        f"""(function () {{
            var whole = PacketCheck.inflated(new Uint8Array({list(data)}), {size});
            return whole && Array.prototype.slice.call(whole);
        }})()"""
    )
    return None if told is None else bytes(told)


@pytest.mark.real
def test_names_in_gbk_are_read(page: Page, handover: Handover) -> None:
    files = opened(build([PacketItem("01_申请书.pdf", b"%PDF-1.7", "申请书", "D24")], {}, handover))
    renamed = {name.replace(TOP, "材料/"): data for name, data in files.items()}
    data = zipped_in_gbk(renamed)
    by_desk = {(one.code, one.file) for one in verify(data).findings}
    assert judged_by_page(page, data) == by_desk == {("changed", "材料/")}


def shown(page: Page, part: str) -> str:
    """Return the words that stand in a part of the page."""
    words: str = page.evaluate(f"document.getElementById({part!r}).innerText")
    return words


def wait_for_result(page: Page, file: Path) -> None:
    page.wait_for(
        f"document.getElementById('chosen').innerText.indexOf({file.name!r}) > 0"
        " && !document.getElementById('result').hidden"
    )


def typed(page: Page, text: str) -> None:
    page.evaluate(f"document.getElementById('typed').value = {text!r}; 0")
    page.evaluate("document.getElementById('typed').dispatchEvent(new Event('input')); 0")


@pytest.mark.real
def test_a_packet_is_dropped_and_its_number_typed(
    page: Page, packet: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "材料包.zip"
    file.write_bytes(packet)
    page.drop(file)
    wait_for_result(page, file)
    number = verify(packet).sha256
    assert shown(page, "headline") == "文件完整，未见改动"
    assert re.sub(r"\s", "", shown(page, "number")) == number
    assert "O'Brien & Sons" in shown(page, "rows")
    assert "司法确认申请书" in shown(page, "rows")
    assert "长洲区人民法院" in shown(page, "info")
    typed(page, number[:30])
    assert "不完整" not in shown(page, "headline")
    typed(page, number.upper())
    assert shown(page, "headline") == "通过：就是移交时的那一份"
    typed(page, number[::-1])
    assert shown(page, "headline") == "这不是移交时的那一份"
    typed(page, "")
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


@pytest.mark.real
def test_a_damaged_paper_is_named_in_chinese_and_english(
    page: Page, packet: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "坏了.zip"
    file.write_bytes(packet.replace(b"%PDF-1.7 two", b"%PDF-1.7 tw0", 1))
    page.choose("zip", file)
    wait_for_result(page, file)
    assert shown(page, "headline") == "不通过：1 处与移交时不同"
    named, english = shown(page, "findings").split("\n")
    assert named == "文件已被改动：data/02_调解协议书（覃𬭎、O'Brien & Sons）.pdf"
    assert english == "Changed: data/02_调解协议书（覃𬭎、O'Brien & Sons）.pdf"


@pytest.mark.real
def test_an_unpacked_packet_is_chosen(page: Page, packet: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(file := tmp_path / "x.zip", "w") as archive:
        for name, data in opened(packet).items():
            archive.writestr(name, data)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    page.choose("folder", tmp_path / TOP)
    wait_for_result(page, tmp_path / TOP)
    assert shown(page, "headline") == "文件完整，未见改动"
    (tmp_path / TOP / PAPER).write_bytes(b"%PDF-1.7 else")
    (tmp_path / TOP / "data" / "多余.txt").write_bytes(b"x")
    page.choose("folder", tmp_path / TOP)
    page.wait_for("document.getElementById('headline').innerText.indexOf('2 处') > 0")
    assert "文件已被改动：data/01_申请书.pdf" in shown(page, "findings")
    assert "多出文件：data/多余.txt" in shown(page, "findings")


@pytest.mark.real
def test_a_packet_of_sixty_megabytes_is_judged(
    page: Page, handover: Handover, tmp_path: Path
) -> None:
    large = [
        PacketItem(f"{n:02}_扫描件.pdf", random.Random(n).randbytes(10_000_000), "扫描件", "D41")  # noqa: S311
        for n in range(1, 7)
    ]
    file = tmp_path / "卷宗.zip"
    file.write_bytes(build(large, {}, handover))
    page.drop(file)
    wait_for_result(page, file)
    assert shown(page, "headline") == "文件完整，未见改动"
    assert shown(page, "rows").count("9.5 MB") == 6


@pytest.mark.real
def test_sender_and_receiver_are_shown_from_what_the_number_covers(
    page: Page, packet: bytes, tmp_path: Path
) -> None:
    """bag-info.txt lies beside data/: a forger can change it, and the number stays."""
    info = opened(packet)[TOP + "bag-info.txt"].replace("长洲区".encode(), "别的".encode())
    file = tmp_path / "info.zip"
    file.write_bytes(forged(packet, "bag-info.txt", info))
    assert verify(file.read_bytes(), verify(packet).sha256).ok
    page.drop(file)
    wait_for_result(page, file)
    assert "长洲区人民法院" in shown(page, "info")
    assert "别的人民法院" not in shown(page, "result")


@pytest.mark.real
def test_markup_in_a_name_stays_text(page: Page, handover: Handover, tmp_path: Path) -> None:
    sly = "<img src=x onerror=document.title=1>"
    file = tmp_path / "sly.zip"
    file.write_bytes(build([PacketItem("01_x.pdf", b"x", sly, "D24")], {}, handover))
    page.drop(file)
    wait_for_result(page, file)
    assert sly in shown(page, "rows")
    assert page.evaluate("document.images.length") == 0

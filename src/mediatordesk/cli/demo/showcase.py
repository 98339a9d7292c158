"""The whole demo: a desk, the scenarios, a stick, a centre, and the folder that tells of them."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediatordesk.actions.backups.recovery import print_sheet_anew, recovery_sheet
from mediatordesk.actions.desks.desk import Desk, NewDesk, NoRoom, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.mailboxes import add_mailbox
from mediatordesk.centre.inbox import Centre
from mediatordesk.cli.demo.index_page import index_page
from mediatordesk.cli.demo.player import Player, read_scenario, require
from mediatordesk.cli.demo.props import Props
from mediatordesk.cli.demo.shelf import Shelf, Shown
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.texts import N_, _
from mediatordesk.sync.mailbox.folder import FolderMailbox

MARK = "mediatordesk-demo"
"""The empty file that lies in a demo's folder from its first moment: only such a one is cleared."""
PASSPHRASE = "演示 demo passphrase 1 2 3"  # noqa: S105 - throw-away, and printed on the index page
BEGIN = datetime(2024, 6, 3, 8, 30, tzinfo=CHINA)


class NotOurFolder(DeskError):
    """The folder for the demo holds something that is not a demo."""

    happened = N_("The demo was not started: the folder {folder} holds other files.")
    kept = N_("Nothing in it was changed.")
    to_do = N_("Choose an empty folder: mediatordesk demo --to DIR")


@dataclass(frozen=True)
class Demonstration:
    """What the demo left."""

    folder: Path
    papers: int
    packets: int
    bundles: int
    seconds: float


def run_demo(folder: Path, places: Places, say: Callable[[str], None]) -> Demonstration:
    """Play the scenarios into a folder; one that was interrupted is begun again.

    `say` is given lines of progress. NotOurFolder if the folder holds anything else.
    """
    begun = time.monotonic()

    def tell(line: str) -> None:
        say(f"{time.monotonic() - begun:6.1f} s  {line}")

    clear(folder)
    made = _new_desk(folder, places)
    tell(_("A desk was made: encrypted store, keys, recovery sheet."))
    desk = made.desk
    props = Props.make(places.fonts, desk.office.name, BEGIN)
    scenarios = sorted(places.scenarios.glob("*.json"))
    shelves = [_play(desk, props, path, folder, tell) for path in scenarios]
    more = _more(made, folder)
    bundles = _exchange(desk, folder, more, tell)
    passphrase = folder / "passphrase.txt"
    opening = f"mediatordesk window --desk {folder / 'desk'} --passphrase-file {passphrase}"
    page = index_page(folder, shelves, more, opening)
    (folder / "index.html").write_text(page, encoding="utf-8")
    desk.store.close()
    done = Demonstration(
        folder,
        sum(shelf.papers for shelf in shelves),
        sum(shelf.packets for shelf in shelves),
        bundles,
        round(time.monotonic() - begun, 1),
    )
    tell(_("Done: {folder}").format(folder=folder / "index.html"))
    return done


def clear(folder: Path) -> None:
    """Empty a folder that an earlier demo left, finished or not; NotOurFolder for any other."""
    taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if taken and not (folder / MARK).is_file():
        raise NotOurFolder(folder=folder.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).touch()
    except OSError as error:
        raise NoRoom(folder=folder, reason=error.strerror) from error
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name != MARK:
            entry.unlink()


def _new_desk(folder: Path, places: Places) -> NewDesk:
    office = Office(
        code="450405101999",
        name="正阳村人民调解委员会",
        number_prefix="正阳",
        address="梧州市长洲区长洲镇正阳村（测试地址）",
        phone="0774-0000000",
        director="黄文德",
    )
    operator = Operator(name="李秀兰", post="首问责任人、记录人")
    return new_desk(
        folder / "desk",
        office,
        operator,
        PASSPHRASE,
        places=places,
        clock=Clock.typed(BEGIN),
    )


def _play(desk: Desk, props: Props, path: Path, folder: Path, tell: Callable[[str], None]) -> Shelf:
    scenario = read_scenario(path)
    shelf = Shelf(folder / scenario["folder"], scenario["title"], scenario["about"])
    tell(f"—— {scenario['title']} ——")
    for line in Player(desk, props, shelf).play(scenario):
        tell(line)
    return shelf


def _more(made: NewDesk, folder: Path) -> list[Shown]:
    """Write what belongs to the desk itself, and return the files to show."""
    sheet, words = folder / "恢复单.pdf", folder / "passphrase.txt"
    sheet.write_bytes(recovery_sheet(made))
    words.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return [
        Shown((folder / "desk" / "desk.db",), "加密的工作台数据库（SQLCipher），没有口令打不开"),
        Shown((words,), "演示工作台的口令；真实的口令不写在文件里"),
        Shown((sheet,), "恢复单：接入中心以后，忘记口令由县里恢复，单上没有口令"),
    ]


def _exchange(desk: Desk, folder: Path, more: list[Shown], tell: Callable[[str], None]) -> int:
    """Enrol at a centre, carry the stick there and back, and write the centre's report."""
    stick = folder / "U盘"
    stick.mkdir()
    place, name, key = folder / "中心", "长洲区（演示）中心", folder / "县恢复密钥.txt"
    centre = Centre.new(place, "450405", name, clock=Clock.computer(), recovery_key=key)
    enrolled = centre.enrol(enrolment_request(desk))
    take_grant(desk, enrolled.grant)
    print_sheet_anew(desk, (folder / "恢复单.pdf").write_bytes)
    more.append(Shown((key,), "县里的恢复密钥，能打开接入的每一台；真实的锁在保险柜里"))
    add_mailbox(desk, stick.as_uri())
    sent = sync(desk).sent
    tell(
        _("{bundles} encrypted bundles and {parts} parts lie on the stick.").format(
            bundles=sent.bundles, parts=sent.parts
        )
    )
    received = centre.receive(FolderMailbox(stick))
    tell(_("The centre took over {changes} changes.").format(changes=received.applied))
    heard = sync(desk)
    require(heard.delivery.unsent == 0, {"step": "sync", "at": "end"}, heard)
    tell(_("The centre's receipt came back: every change is confirmed."))
    report = folder / "中心报表.txt"
    report.write_text(centre.report().text() + "\n", encoding="utf-8")
    more.append(Shown((report,), "中心的报表：不含姓名的统计"))
    bundles = sorted(stick.rglob("*.mdb"))
    more += [Shown((path,), "U 盘上的加密包，只有中心和本单位能打开") for path in bundles[:12]]
    return len(bundles)

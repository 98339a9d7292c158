"""The recovery sheet: printed once, kept away from the computer, it opens a forgotten desk."""

from pathlib import Path

from mediatordesk.actions.desk import Desk, NewDesk, open_desk
from mediatordesk.actions.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Operator
from mediatordesk.core.texts import N_
from mediatordesk.documents import Template, fill, to_pdf
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.slots import add_operator, open_with_recovery
from mediatordesk.store import Store

GROUP = 5


class SheetInsideDesk(DeskError):
    """A recovery sheet beside what it recovers is no help, and a key under the mat."""

    happened = N_("The recovery sheet may not lie in the desk's own folder.")
    kept = N_("No desk was made.")
    to_do = N_("Name another place, such as a stick, and print it from there.")


def check_sheet_place(sheet: Path, folder: Path) -> None:
    """Raise SheetInsideDesk if the sheet would lie in the folder of the desk."""
    if sheet.resolve().is_relative_to(folder.resolve()):
        raise SheetInsideDesk


def recovery_sheet(made: NewDesk) -> bytes:
    """Return the recovery sheet of a new desk as a PDF: the one copy of its recovery identity."""
    desk = made.desk
    template = Template.read((desk.places.resources / "papers" / "recovery.docx").read_bytes())
    words = made.recovery.text
    values = {
        "调委会名称": desk.office.name,
        "操作员": desk.operator.name,
        "制作日期": desk.clock.today(),
        "设备编号": desk.device.signing.verify_key.fingerprint,
        "恢复口令": [
            {"内容": "  ".join(_groups(words[start : start + 4 * GROUP]))}
            for start in range(0, len(words), 4 * GROUP)
        ],
    }
    return to_pdf(fill(template, values).docx, desk.fonts, title="恢复单").data


def unlock_with_sheet(
    folder: Path, words: str, passphrase: str, *, places: Places, clock: Clock
) -> Desk:
    """Open a forgotten desk with the words of its sheet, and give its first operator a passphrase.

    Spaces and line breaks of the sheet do not count. WrongRecovery if they are another desk's.
    """
    typed = "".join(words.split()).upper()
    opened = open_with_recovery(folder, Identity(typed))
    store = Store.open(folder, opened.key, clock=clock)
    operator = store.all(Operator)[0]
    store.close()
    add_operator(folder, opened.key, operator.id, passphrase)
    return open_desk(folder, passphrase, places=places, clock=clock)


def _groups(text: str) -> list[str]:
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]

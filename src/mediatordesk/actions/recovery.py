"""The recovery sheet: printed once, kept away from the computer, it opens a forgotten desk."""

from pathlib import Path

from mediatordesk.actions.desk import NewDesk
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import Template, fill, to_pdf

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


def _groups(text: str) -> list[str]:
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]

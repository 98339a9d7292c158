"""Recovery: a forgotten desk is opened by its printed sheet, or by the county that it belongs to.

Before the desk is enrolled the sheet holds the recovery identity. Afterwards the county's officers
hold it, and the sheet says only whom to ask, and for which desk.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.actions.desks.desk import Desk, NewDesk, opened_desk, require_desk
from mediatordesk.actions.desks.operators import settle_keys
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.desks.slot_records import RECOVERY, operator_words
from mediatordesk.actions.sending.enrolment import grant_of
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.documents import Template, fill, to_pdf
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.passphrases import require_passphrase
from mediatordesk.keys.slot_file import Cost, read_slots
from mediatordesk.keys.slots import Entrant, add_operator, open_with_recovery

GROUP = 5


class SheetInsideDesk(DeskError):
    """A recovery sheet beside what it recovers is no help, and a key under the mat."""

    happened = N_("The recovery sheet may not lie in the desk's own folder.")
    kept = N_("Nothing was changed, and no sheet was written.")
    to_do = N_("Name another place, such as a stick, and print it from there.")


class RecoveryState(StrEnum):
    """Who can open the desk when its passphrases are lost."""

    SHEET = "sheet"
    """Whoever holds the printed sheet."""
    COUNTY = "county"
    """The county's officers."""


def check_sheet_place(sheet: Path, folder: Path) -> None:
    """Raise SheetInsideDesk if the sheet would lie in the folder of the desk."""
    if sheet.resolve().is_relative_to(folder.resolve()):
        raise SheetInsideDesk


def recovery_state(desk: Desk) -> RecoveryState:
    """Return who can open the desk when its passphrases are lost."""
    grant = grant_of(desk)
    county = grant is not None and grant.recovery is not None
    return RecoveryState.COUNTY if county else RecoveryState.SHEET


def recovery_sheet(made: NewDesk) -> bytes:
    """Return the recovery sheet of a new desk as a PDF: the one copy of its recovery identity."""
    return _sheet(made.desk, {"恢复口令": _lines_of(made.recovery)})


def print_sheet_anew(desk: Desk, write: Callable[[bytes], object]) -> RecoveryState:
    """Write a new recovery sheet. The one printed before opens nothing from then on.

    `write` is given the PDF and raises if it cannot keep it: then the old sheet stays good. Where
    the county recovers, the sheet says whom to ask, and no key is changed.
    """
    grant = grant_of(desk)
    if grant is not None and grant.recovery is not None:
        write(_sheet(desk, {"求助机构": grant.centre_name or grant.centre.fingerprint}))
        return RecoveryState.COUNTY
    recovery = Identity.new()
    write(_sheet(desk, {"恢复口令": _lines_of(recovery)}))
    desk.store.remember(RECOVERY, recovery.recipient.text.encode())
    settle_keys(desk)
    return RecoveryState.SHEET


def unlock_with_sheet(
    folder: Path,
    words: str,
    passphrase: str,
    *,
    places: Places,
    clock: Clock,
    operator: UUID | None = None,
    cost: Cost | None = None,
) -> Desk:
    """Open a forgotten desk with the words of its sheet, and give an operator a new passphrase.

    Without `operator` it is the first one. That it was opened so is logged before anything else.
    Spaces and line breaks of the sheet do not count, nor lines that begin with #. WrongRecovery if
    they are another desk's, BadKey, NoPassphrase.
    """
    require_desk(folder)
    require_passphrase(passphrase)
    chosen = operator or read_slots(folder).operators()[0]
    opened = open_with_recovery(folder, typed_identity(words), chosen)
    desk = opened_desk(folder, opened, places, clock)
    try:
        return _let_in(desk, opened.identity, passphrase, cost)
    except BaseException:
        desk.close()
        raise


def _let_in(desk: Desk, identity: Identity | None, passphrase: str, cost: Cost | None) -> Desk:
    """Log that the desk was recovered, then give its operator a new passphrase."""
    kind, mine = DeskEventKind.RECOVERY_OPENED, desk.operator
    desk.commit(
        [added(DeskEvent(id=uuid4(), kind=kind, happened_at=desk.clock.now(), about=mine.id))]
    )
    identity = identity or Identity.new()
    desk = replace(desk, identity=identity)
    event = DeskEventKind.PASSPHRASE_CHANGED
    entrant = Entrant(mine.id, "", identity, operator_words(mine), event)
    add_operator(desk.folder, desk.key, entrant, passphrase, cost)
    settle_keys(desk)
    return desk


def _sheet(desk: Desk, more: Mapping[str, object]) -> bytes:
    """Return a recovery sheet as a PDF."""
    template = Template.read((desk.places.resources / "papers" / "recovery.docx").read_bytes())
    values = {
        "调委会名称": desk.office.name,
        "操作员": desk.operator.name,
        "制作日期": desk.clock.today(),
        "设备编号": desk.device.signing.verify_key.fingerprint,
        **more,
    }
    return to_pdf(fill(template, values).docx, desk.fonts, title="恢复单").data


def typed_identity(words: str) -> Identity:
    """Read an identity from a sheet's words or from the officers' key file. BadKey."""
    lines = (line for line in words.splitlines() if not line.startswith("#"))
    return Identity("".join("".join(lines).split()).upper())


def _lines_of(recovery: Identity) -> list[dict[str, str]]:
    """Return an identity as the lines of a sheet, four groups of five letters each."""
    words = recovery.text
    groups = [words[start : start + GROUP] for start in range(0, len(words), GROUP)]
    return [{"内容": "  ".join(groups[start : start + 4])} for start in range(0, len(groups), 4)]

"""What stands before a way out, beside the findings: the files of the packet, and the time left."""

from typing import Any

from mediatordesk.actions.cases.preflight import PeriodLeft, Preflight
from mediatordesk.actions.cases.releases import Waiting
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import _
from mediatordesk.forms import PacketItem


def preflight_data(told: Preflight) -> dict[str, Any]:
    """Return a pre-flight as scripts read it."""
    return {
        "way": told.way,
        "agreement": told.agreement,
        "ready": told.ready,
        "files": [_item_data(one) for one in told.items],
        "periods": told.periods,
        "releasable": told.releasable,
    }


def _item_data(item: PacketItem) -> dict[str, Any]:
    return {
        "name": item.file_stem,
        "code": item.code,
        "level": item.level.value,
        "missing": item.missing,
        "basis": item.basis,
    }


def preflight_lines(file: CaseFile, told: Preflight) -> tuple[str, ...]:
    """Return a pre-flight as lines for people; the findings stand before them.

    The agreement is named where the case has several.
    """
    number = next((one.number for one in file.agreements if one.id == told.agreement), "")
    head = (number,) if number and len(file.agreements) > 1 else ()
    there = [one for one in told.items if not one.missing]
    files = _("{n} of the {all} files for {receiver} are there.").format(
        n=len(there), all=len(told.items), receiver=told.title
    )
    return (*head, files, *map(_period, told.periods), *map(_waiting, told.releasable))


def _period(left: PeriodLeft) -> str:
    """Return a period that runs: its last day, the safe one, and how many days are left."""
    words = {
        "code": left.code,
        "title": left.title,
        "due": left.due_on.isoformat(),
        "safe": left.safe_on.isoformat(),
        "days": abs(left.days),
    }
    if left.is_over:
        return _("{code} {title}: the last day was {due}, {days} days ago.").format(**words)
    return _("{code} {title}: until {due} (safe: {safe}), {days} days left.").format(**words)


def _waiting(one: Waiting) -> str:
    """Return what the director can let go."""
    words = _("The director can release {codes}, {heading}: “{words}”.")
    return words.format(codes=_(", ").join(one.codes), heading=one.heading, words=one.words)

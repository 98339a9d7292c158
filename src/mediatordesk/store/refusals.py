"""What the store refuses, in words; and the one place where a database's own error becomes one."""

from collections.abc import Callable
from typing import TypeVar

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.store.engine import SqlError, is_refusal, patiently, refusal_words

T = TypeVar("T")


class NotSaved(DeskError):
    """The database refused a write: full disk, locked file, damage."""

    happened = N_("This could not be saved ({reason}).")
    kept = N_("Everything saved before is safe; what you typed is still on the screen.")
    to_do = N_("Make room on the disk or close other windows of the desk, and save again.")


class OnlyReads(NotSaved):
    """The desk was opened to read only, because nothing can be written into its folder."""

    happened = N_("This was not saved: the desk is open for reading only, because its folder "
                  "cannot be written to ({reason}).")  # fmt: skip
    kept = N_("Everything saved before is safe; it can be read, saved elsewhere and backed up.")
    to_do = N_("Make room on the disk or remove its write protection, and open the desk again; or "
               "back it up to another disk or stick first.")  # fmt: skip


class NotRead(DeskError):
    """The file of the desk is damaged, or has gone away."""

    happened = N_("The desk's file could not be read ({reason}).")
    kept = N_("Nothing was changed in it.")
    to_do = N_("Check the disk; if it happens again, restore the newest backup.")


class AddedMeanwhile(DeskError):
    """Another window has added the same thing: a number, for example, is used by one case only."""

    happened = N_("Another window has saved the same thing a moment ago.")
    kept = N_("What it saved is kept; nothing of this step was saved.")
    to_do = N_("Take the step again; it goes on from there.")


class NotFound(DeskError):
    """No record of this name."""

    happened = N_("There is no such record here: {what}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Look it up in the list and try again.")


def read(work: Callable[[], T]) -> T:
    """Read something; NotRead if the file is damaged, or gone."""
    try:
        return patiently(work)
    except SqlError as error:
        if is_refusal(error):
            raise NotRead(reason=refusal_words(error)) from error
        raise

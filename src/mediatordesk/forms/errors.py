"""What can be wrong with a pack or an intake file, in words for people."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class NoPack(DeskError):
    """A pack that is not installed."""

    happened = N_("There is no pack named “{pack}” here.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of the packs that are installed: {packs}.")


class BrokenPack(DeskError):
    """A pack whose data cannot be used."""

    happened = N_("The pack “{pack}” cannot be used: {file}, {place}: {why}.")
    kept = N_("Your cases are safe; the other packs work as before.")
    to_do = N_("Correct the file, or put the last good copy of the pack back.")


class PackTooLarge(DeskError):
    """A pack with more files, or larger ones, than a desk keeps. Fields: pack, files, megabytes."""

    happened = N_("The pack “{pack}” has more than {files} files, or more than {megabytes} MB.")
    kept = N_("Nothing was changed.")
    to_do = N_("Leave only its own rules and Word templates in the folder, and try again.")


class PackOnItsWay(DeskError):
    """An office's own pack was added on another computer, and its files have not all arrived."""

    happened = N_(
        "The office's own pack “{pack}”, version {version}, is not completely on this computer yet."
    )
    kept = N_("Your cases are safe; the other packs work as before.")
    to_do = N_("Synchronise, and open the desk again.")


class DamagedPack(DeskError):
    """An office's own pack whose files are not those that were added."""

    happened = N_("The files of the office's own pack “{pack}” are damaged on this computer.")
    kept = N_("Your cases are safe; the other packs work as before.")
    to_do = N_("Add the pack again with “mediatordesk forms add”, or take it from a backup.")


class BrokenTemplate(DeskError):
    """A Word template that is missing or cannot be opened."""

    happened = N_("The Word template {file} of the pack “{pack}” cannot be opened.")
    kept = N_("The case is unchanged; no paper was made.")
    to_do = N_("Open the template in Word or WPS and save it again, or put the last copy back.")


class NoPaperKind(DeskError):
    """A paper that a pack does not have."""

    happened = N_("The pack “{pack}” has no paper “{paper}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of its papers: {papers}.")


class NoSuchRule(DeskError):
    """A deadline, exit or setting that a pack does not have."""

    happened = N_("The pack “{pack}” has no rule “{code}” in force on {day}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the code and the day.")


class NoRoster(DeskError):
    """A roster that a pack does not have."""

    happened = N_("The pack “{pack}” has no roster “{roster}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of its rosters: {rosters}.")


class WrongEntry(DeskError):
    """An intake file with entries that cannot be used."""

    happened = N_("The entry cannot be used: {faults}.")
    kept = N_("Nothing was saved; the file you gave is unchanged.")
    to_do = N_("Correct what is named here and try again.")

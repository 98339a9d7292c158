"""What can be wrong with a Word file, a picture or the fonts, in words for people."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class WordFileRefused(DeskError):
    """A Word file that this program does not read; the kinds below say why."""

    kept = N_("Nothing was changed.")


class NotAWordFile(WordFileRefused):
    """The bytes are no DOCX package, or one without a document in it."""

    happened = N_("“{name}” is not a Word file that can be read.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again.")


class OldWordFile(NotAWordFile):
    """A compound file: what Word saved until 2003, and what it makes of one with a password."""

    happened = N_("“{name}” is in the old Word format, or locked with a password.")
    to_do = N_("Open it in Word or WPS, save it as .docx without a password and try again.")


class WordFileTooLarge(WordFileRefused):
    """Unpacked, the file would pass the limits that keep a zip bomb out."""

    happened = N_("The Word file is too large: it unpacks to {entries} parts and {megabytes} MB.")
    to_do = N_("Make its pictures smaller, or make the template anew from a standard form.")


class StrangeArchive(WordFileRefused):
    """Its parts overlap, share a name, or are named so as to land elsewhere when unpacked."""

    happened = N_("The Word file is not packed as Word packs files, at the part “{part}”.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again.")


class TooManyPages(WordFileRefused):
    """Laid out, the file would never end."""

    happened = N_("The Word file makes more than {pages} pages.")
    to_do = N_("Divide it into several files.")


class UnsafeXml(WordFileRefused):
    """A part declares a document type or entities, which no Word file needs."""

    happened = N_("The part “{part}” of the Word file declares entities, which is not allowed.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again.")


class BrokenPart(WordFileRefused):
    """A part is not well-formed XML."""

    happened = N_("The part “{part}” of the Word file is damaged: {reason}.")
    to_do = N_("Open it in Word or WPS, save it as .docx and try again.")


class ExternalContent(WordFileRefused):
    """A part would be fetched from elsewhere (a picture, a template, an object)."""

    happened = N_("The Word file fetches content from outside: “{target}”.")
    to_do = N_("Put the content into the file itself, or take the link out.")


class MacroContent(WordFileRefused):
    """The file carries a program."""

    happened = N_("The Word file contains macros (“{part}”).")
    to_do = N_("Save it as .docx, which has no macros.")


class BrokenPlaceholder(WordFileRefused):
    """A placeholder that cannot be understood, or braces that do not close."""

    happened = N_("The placeholder “{text}” in the template cannot be understood, near “{place}”.")
    to_do = N_("Write it as two opening braces, the name of a field, two closing braces.")


class MisplacedCondition(WordFileRefused):
    """A condition that does not stand at the start of its paragraph."""

    happened = N_("The condition “{text}” does not stand at the start of a paragraph: “{place}”.")
    to_do = N_("Move it to the start of the paragraph that it decides about.")


class UnreadablePicture(DeskError):
    """A picture that is neither PNG nor JPEG, or is damaged."""

    happened = N_("A picture for the paper cannot be read.")
    kept = N_("Nothing was changed.")
    to_do = N_("Use a PNG or JPEG picture.")


class NoFonts(DeskError):
    """The folder of fonts holds none of those the papers are set in."""

    happened = N_("No fonts for papers were found in “{folder}”.")
    kept = N_("The Word file is complete.")
    to_do = N_("Install the program anew; its fonts are missing.")


class UnreadableFont(DeskError):
    """A font file that HarfBuzz cannot open."""

    happened = N_("The font “{name}” cannot be read.")
    kept = N_("The Word file is complete.")
    to_do = N_("Install the program anew; this font is damaged.")

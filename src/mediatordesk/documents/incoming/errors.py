"""Why a file that is handed in is not taken, in words for people; `name` is what it is called."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class FileRefused(DeskError):
    """A file that does not come in; the kinds below say why."""

    kept = N_("It was not added to the case.")


class MissingFile(FileRefused):
    """It cannot be read, or is no ordinary file. Fields: name, reason."""

    happened = N_("The file {name} cannot be read: {reason}.")
    to_do = N_("Check its name and where it is, and try again.")


class EmptyFile(FileRefused):
    """It has no bytes."""

    happened = N_("The file {name} is empty (0 bytes).")
    to_do = N_("See that it is copied whole, and add it again.")


class OverlargeFile(FileRefused):
    """It has more bytes than are taken, or than can be examined. Fields: name, megabytes, limit."""

    happened = N_("The file {name} has {megabytes} MB; at most {limit} MB are taken in.")
    to_do = N_("Divide it, or save it smaller: a video with fewer lines, a scan with 300 dpi.")


class UnknownFileKind(FileRefused):
    """Its bytes are none of the kinds that are taken in."""

    happened = N_("It cannot be told what the file {name} is.")
    to_do = N_("Add a PDF, a picture, a Word or Excel document, a text, a sound or a video.")


class OtherContent(FileRefused):
    """Its name promises what its bytes are not, and they are only text."""

    happened = N_("The file {name} is not what its name says: there is only text in it.")
    to_do = N_("Copy or download it again; if it is a text, give it a name that ends in .txt.")


class DamagedFile(FileRefused):
    """It cannot be read to its end."""

    happened = N_("The file {name} is damaged: it cannot be read to its end.")
    to_do = N_("Copy it again, or take, scan or save it anew.")


class ArchiveFile(FileRefused):
    """Files packed into one: nobody sees what is in it."""

    happened = N_("The file {name} is an archive.")
    to_do = N_("Unpack it, look at what is in it, and add those files.")


class ProgramFile(FileRefused):
    """A program, a script, a shortcut, or a document that carries one."""

    happened = N_("The file {name} is or carries a program.")
    to_do = N_("Do not open it. Ask for what it should show as a picture or a PDF.")


class WebPage(FileRefused):
    """HTML or SVG: it may run or fetch something whenever it is opened."""

    happened = N_("The file {name} is a web page, which may run or fetch something.")
    to_do = N_("Print the page to a PDF and add that, or take a picture of it.")


class MacroFile(FileRefused):
    """An office document with macros."""

    happened = N_("The file {name} contains macros.")
    to_do = N_("Open it in Word, Excel or WPS, save it without macros or as PDF, and add that.")


class LockedFile(FileRefused):
    """A document that a password locks: in ten years nobody would know it."""

    happened = N_("The file {name} is locked with a password.")
    to_do = N_("Open it with the password, save it without one, and add that.")


class StrangePackage(FileRefused):
    """An office document that is packed as no office program packs."""

    happened = N_("The file {name} is not packed as office programs pack a document.")
    to_do = N_("Open it in Word, Excel or WPS, save it as PDF, and add that.")


class MailFile(FileRefused):
    """A message of Outlook, in its own format."""

    happened = N_("The file {name} is a message of Outlook, which no other program reads.")
    to_do = N_("Print the message to a PDF, or save it as .eml.")


class MovingPicture(FileRefused):
    """An animated GIF, PNG or WebP: a page of a file shows only its first picture."""

    happened = N_("The file {name} is a moving picture.")
    to_do = N_("Save it as a video (MP4), or add the pictures that matter one by one.")


class TooManyPixels(FileRefused):
    """A picture with more pixels than are unpacked. Fields: name, limit (million).

    It is said before room is taken for them.
    """

    happened = N_("The picture {name} has more than {limit} million pixels.")
    to_do = N_("Make the picture smaller, or scan with fewer dots per inch (300 is enough).")


class Unexamined(FileRefused):
    """Reading it took more time or memory than is given, or ended the reader."""

    happened = N_("The file {name} could not be examined: reading it broke off.")
    to_do = N_("Open it in the program it comes from, save it anew or as PDF, and add that.")

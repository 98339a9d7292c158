"""Words for people: marked where written, translated where shown (GNU gettext)."""

import functools
import gettext
import os

DOMAIN = "mediatordesk"


def _(message: str) -> str:
    """Translate a message into the language of this process; untranslated ones stay English."""
    return _catalogue(*spoken()).gettext(message) if message else ""


def N_(message: str) -> str:
    """Mark a message for translation without translating it yet."""
    return message


def speak(language: str, folder: str) -> None:
    """Choose the language of this process, at its entry point.

    `folder` holds `<language>/LC_MESSAGES/mediatordesk.mo`. gettext itself keeps the choice,
    in the environment as every GNU program does.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, folder)


def spoken() -> tuple[str, str]:
    """Return the language of this process and its folder: what a child process is to `speak`."""
    return os.environ.get("LANGUAGE", "en"), gettext.bindtextdomain(DOMAIN)


@functools.cache
def _catalogue(language: str, folder: str) -> gettext.NullTranslations:
    """Return the catalogue of a language, read once: lists ask for words at every repaint."""
    return gettext.translation(DOMAIN, folder, [language], fallback=True)

"""The one signal for data: something was saved, so whoever shows it reads it again."""

from PySide6.QtCore import QObject, Signal

from mediatordesk.core.changes import Change


class Feed(QObject):
    """Tells that a change was saved."""

    changed = Signal(Change)

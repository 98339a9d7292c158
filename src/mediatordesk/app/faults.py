"""The one place for our own mistakes: they are logged, and the window says so calmly."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from mediatordesk.app.parts.alerts import OurMistake
from mediatordesk.core.errors import DeskError

_LOG = logging.getLogger(__name__)


def report_faults(show: Callable[[DeskError], object]) -> None:
    """Log every exception that nobody caught, and show that something went wrong."""

    def report(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _LOG.critical("not caught", exc_info=(kind, fault, trace))
        show(OurMistake())

    sys.excepthook = report

"""A visit that is under way: opened with its first step, and closed wherever it is left."""

from collections.abc import Generator
from dataclasses import dataclass

from mediatordesk.actions.desks.tides import Tides
from mediatordesk.actions.sending.courses import Course
from mediatordesk.actions.sending.mailboxes import open_mailbox
from mediatordesk.actions.sending.progress import Progress, Stage
from mediatordesk.actions.sending.sticks import Media
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.sync.delivery.line import Line


@dataclass
class Running:
    """A visit that is under way."""

    course: Course
    visit: Visit | None = None
    progress: Progress | None = None
    _steps: Generator[Progress, None, None] | None = None

    @property
    def is_at_work(self) -> bool:
        """Tell whether it does more than look whether anything is new."""
        return self.progress is not None and self.progress.stage is not Stage.LOOKING

    @property
    def did_something(self) -> bool:
        """Tell whether anything has come or gone."""
        return self.visit is not None and (self.visit.news or self.visit.has_sent)

    def step(self, line: Line, tides: Tides, media: Media) -> Progress | None:
        """Do the next step; None when the visit has ended. DeskError if it cannot go on."""
        if self._steps is None:
            mailbox = open_mailbox(line, self.course.place, media, self.course.allowance)
            self.visit = Visit(line, tides, self.course.place, mailbox)
            self._steps = self.visit.steps()
        self.progress = next(self._steps, None)
        return self.progress

    def close(self) -> Visit | None:
        """End what was opened, and return the visit as far as it came, if it began."""
        if self.visit is not None and self._steps is not None:
            self._steps.close()
            self.visit.mailbox.close()
        return self.visit

"""How far an exchange is, as a person sees it who waits for it."""

from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.core.texts import N_, _


class Stage(StrEnum):
    """What is done just now; text goes before files."""

    LOOKING = "looking"
    HEARING = "hearing"
    SENDING = "sending"
    SENDING_FILES = "sending_files"
    FETCHING_FILES = "fetching_files"


WORDS = {
    Stage.LOOKING: N_("looking for news in {place}"),
    Stage.HEARING: N_("reading what colleagues have written ({done} of {of})"),
    Stage.SENDING: N_("sending cases ({done} of {of})"),
    Stage.SENDING_FILES: N_("sending files ({done} of {of})"),
    Stage.FETCHING_FILES: N_("fetching colleagues' files ({done} of {of})"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """One step that was done: so many bundles of so many, in a place named for people."""

    stage: Stage
    place: str
    done: int = 0
    of: int = 0

    @property
    def words(self) -> str:
        """Return what is done, in the language of this process."""
        return _(WORDS[self.stage]).format(place=self.place, done=self.done, of=self.of)

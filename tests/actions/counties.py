"""A county: a centre, a stick, and desks that were enrolled with slips."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import enrolment_request, read_slip, take_grant
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.slips import Slip
from tests.actions.kept_desks import NOW, Computer, clock_at

CODE = "450405101"


@dataclass
class County:
    """A centre, a stick, and computers of people who never met."""

    folder: Path
    desks: list[Desk]

    @property
    def centre(self) -> Centre:
        """Open the centre; the first time it is founded."""
        return self.centre_called("中心")

    def centre_called(self, name: str, days: float = 0.0) -> Centre:
        """Open a centre, or found it."""
        clock, folder = clock_at(NOW + timedelta(days=days)), self.folder / name
        if folder.is_dir():
            return Centre.open(folder, clock=clock)
        return Centre.new(folder, "450405", name, clock=clock)

    def slip(self, name: str = "中心") -> Slip:
        """Print a slip for the one office of the county, which the first use opens."""
        enrolments = self.centre_called(name).enrolments
        return read_slip(enrolments.new_slip(CODE, "正阳 a<b 调委会")[0].text)

    def desk(self, name: str) -> Desk:
        """Make a desk, as everybody does at home."""
        self.desks.append(Computer(self.folder / f"home {name}").make(self.folder / name))
        return self.desks[-1]

    def enrolled(self, name: str) -> Desk:
        """Make a desk and enrol it with a slip."""
        desk, slip = self.desk(name), self.slip()
        take_grant(desk, self.centre.enrol(enrolment_request(desk, slip)).grant, slip)
        return desk

    @property
    def stick(self) -> Path:
        """Return the stick that goes round."""
        (self.folder / "U 盘").mkdir(exist_ok=True)
        return self.folder / "U 盘"

    def round(self, *desks: Desk) -> None:
        """Carry the stick to desks, to the centre and back."""
        for desk in desks:
            sync(desk, str(self.stick))
        self.centre.receive(FolderMailbox(self.stick))
        for desk in desks:
            sync(desk, str(self.stick))

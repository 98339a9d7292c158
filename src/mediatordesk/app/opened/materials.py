"""The material of cases as the window sees it: the actions, behind the questions of its place."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_files, bytes_of
from mediatordesk.actions.files.saved_files import save_file, void_file
from mediatordesk.app.asked.material_desk import Material, MaterialKind, Taken
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Attachment
from mediatordesk.store.case_lists import read_case_file


class OpenedMaterials:
    """Answers the place for material. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def kinds(self, case_id: UUID) -> tuple[MaterialKind, ...]:
        """Return the kinds of material that the case's pack knows."""
        pack = self._desk.packs.pack(self._desk.store.get(Case, case_id).pack)
        return tuple(
            MaterialKind(one.name, one.label, one.evidence) for one in pack.data.attachment_kinds
        )

    def add(self, case_id: UUID, material: Material) -> Taken:
        """Add a file to a case; a DeskError says why not."""
        file = self._file(case_id)
        added = add_files(
            self._desk,
            file,
            [material.path],
            material.kind,
            file.party(material.party) if material.party else None,
            evidence=material.evidence,
            keep_position=material.keep_position,
        )
        return Taken(added.change, added.warnings)

    def content(self, attachment: Attachment) -> bytes:
        """Return the bytes that are shown: the working copy of a photo, or the file itself."""
        return bytes_of(self._desk, attachment.case_id, attachment.sha256)

    def save(self, attachment: Attachment, to: Path, *, original: bool) -> Path:
        """Save a copy into a folder outside the desk. NoOriginal, AnotherFileThere, NotWritten."""
        return save_file(self._desk, attachment, to, original=original)

    def void(self, attachment: Attachment, reason: str) -> Change:
        """Void a file that does not belong here; it stays in the history with the reason."""
        return void_file(self._desk, self._desk.store.get(Attachment, attachment.id), reason)

    def _file(self, case_id: UUID) -> CaseFile:
        return read_case_file(self._desk.store, case_id)

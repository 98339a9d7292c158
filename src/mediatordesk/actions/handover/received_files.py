"""Files that a receiver sends back: a receipt, a ruling. They are examined like any other."""

from contextlib import closing
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.examinations import examined, handed_in
from mediatordesk.actions.files.files import keep_bytes
from mediatordesk.core.changes import Op
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.documents.incoming import MissingFile, Wishes


def keep_received(desk: Desk, case_id: UUID, path: Path | None) -> tuple[str, list[Op]]:
    """Keep a file that was sent back; return its hash and what logs it. Nothing for no file.

    MissingFile and the other kinds of FileRefused.
    """
    if path is None:
        return "", []
    handed = handed_in(path)
    with closing(examined([handed], Wishes(scan=False))) as found:
        seen = next(found)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(name=handed.name, reason=reason_of(error)) from error
    blob, op = keep_bytes(desk, case_id, data, seen.media_type)
    return blob.sha256, [op]

"""Why a file cannot be read or written, in words for people."""

import errno
import os
import re

import pytest

from mediatordesk.core.disk_reasons import REASONS, reason_of

USUAL = ("ENOSPC", "EROFS", "EACCES", "ENAMETOOLONG", "EIO", "ENOENT", "EISDIR", "EBUSY", "EDQUOT")


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_reason_has_words_of_our_own(name: str) -> None:
    code = getattr(errno, name)
    said = reason_of(OSError(code, os.strerror(code)))
    assert said in REASONS.values()
    assert said != os.strerror(code)


def test_a_reason_nobody_foresaw_is_told_by_its_number_not_in_machine_words() -> None:
    assert "Level 3" not in reason_of(OSError(errno.EL3HLT, os.strerror(errno.EL3HLT)))
    assert str(errno.EL3HLT) in reason_of(OSError(errno.EL3HLT, ""))
    assert re.search("OSError", reason_of(OSError("strange")))


def test_a_file_that_word_holds_open_is_told_so_on_windows() -> None:
    held = PermissionError(errno.EACCES, "Permission denied")
    held.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # Windows alone sets it
    assert reason_of(held) == "another program is using it"

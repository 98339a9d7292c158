"""Addresses of mailboxes."""

from pathlib import Path

import pytest

from mediatordesk.sync.mailbox.addresses import UnknownMailbox, mailbox_at
from mediatordesk.sync.mailbox.folder import FolderMailbox


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("/media/U 盘", "/media/U 盘"),
        ("file:///media/stick", "/media/stick"),
        ("file:///media/U%20%E7%9B%98", "/media/U 盘"),
        ("file:///E:/", "E:/"),
        ("stick", "stick"),
    ],
)
def test_a_folder_is_found_however_it_is_written(address: str, folder: str) -> None:
    assert mailbox_at(address) == FolderMailbox(Path(folder))


@pytest.mark.parametrize("address", ["s4://bucket", "x-a<b://"])
def test_kinds_that_are_not_there_yet_are_said(address: str) -> None:
    with pytest.raises(UnknownMailbox) as caught:
        mailbox_at(address)
    assert all(caught.value.lines())

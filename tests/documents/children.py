"""Functions that tests have a child process run: sound ones, endless ones, greedy ones."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from mediatordesk.core.texts import _
from mediatordesk.documents import Template


def fields_of_template(data: bytes) -> frozenset[str]:
    return Template.read(data).fields


def run_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    time.sleep(3600)


def take_memory() -> int:
    taken = []
    while True:
        taken.append(bytearray(2**22))


def end_without_a_word() -> None:
    os._exit(7)


def divide(by: int) -> float:
    return 1 / by


def environment() -> dict[str, str]:
    return dict(os.environ)


def said_in_this_language(message: str) -> str:
    return _(message)


def write_file(path: Path) -> None:
    path.write_bytes(b"x")


def connect_to(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=5)


def start_program() -> None:
    subprocess.run([sys.executable, "-V"], check=True)


def who_adds(number: int) -> tuple[int, int]:
    return os.getpid(), 1 // number + number


def work_for(seconds: float) -> float:
    ended = time.process_time() + seconds
    while time.process_time() < ended:
        pass
    return seconds

"""LibreOffice as a peer: a process for each file, and one that is kept warm by unoserver."""

import os
import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xmlrpc.client import Binary, ServerProxy

PYTHON = Path("/usr/bin/python3")
"""Debian's, for which its UNO bridge (python3-uno) is built."""
ARCHIVAL = "SelectPdfVersion"
"""The option by which its PDF is PDF/A-2b, as ours is."""
AS_ARCHIVAL = f'pdf:writer_pdf_Export:{{"{ARCHIVAL}":{{"type":"long","value":"2"}}}}'
PATIENCE = 60  # seconds until it must have started


@dataclass(frozen=True)
class ColdOffice:
    """Starts LibreOffice anew for each file, as most programs use it."""

    program: str
    folder: Path

    def convert(self, docx: Path) -> bytes:
        """Return a Word file as PDF/A."""
        profile = f"-env:UserInstallation={(self.folder / 'cold').as_uri()}"
        command = [self.program, profile, "--headless", "--convert-to", AS_ARCHIVAL]
        command += ["--outdir", str(self.folder), str(docx)]
        subprocess.run(command, capture_output=True, check=True)
        return (self.folder / docx.with_suffix(".pdf").name).read_bytes()

    @property
    def version(self) -> str:
        """Its name and version."""
        said = subprocess.run([self.program, "--version"], capture_output=True, check=False)
        return " ".join(said.stdout.decode().split()[:2])


@dataclass(frozen=True)
class WarmOffice:
    """A LibreOffice that is running, asked over XML-RPC."""

    port: int

    def convert(self, docx: bytes, *, archival: bool = True) -> bytes:
        """Return a Word file as PDF/A, or as a plain PDF."""
        options = [f"{ARCHIVAL}=2"] if archival else []
        with ServerProxy(f"http://127.0.0.1:{self.port}", allow_none=True) as server:
            made = server.convert(None, Binary(docx), None, "pdf", None, options)
        assert isinstance(made, Binary)  # noqa: S101 - what the server promises
        return made.data

    def is_up(self) -> bool:
        """Tell whether it answers yet."""
        try:
            with ServerProxy(f"http://127.0.0.1:{self.port}", allow_none=True) as server:
                server.info()
        except ConnectionError:
            return False
        return True


def cold_office(folder: Path) -> ColdOffice | None:
    """Return LibreOffice, or None where there is none."""
    program = shutil.which("soffice")
    return ColdOffice(program, folder) if program else None


@contextmanager
def warm_office(folder: Path) -> Iterator[WarmOffice | None]:
    """Start a unoserver and end it again; None where LibreOffice or its bridge is not installed."""
    if not shutil.which("soffice") or not _has_bridge():
        yield None
        return
    office, uno_port = WarmOffice(_free_port()), _free_port()
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}
    command = [str(PYTHON), "-m", "unoserver.server", "--port", str(office.port)]
    command += ["--uno-port", str(uno_port), "--user-installation", str(folder / "warm")]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(office)
            yield office
        finally:
            server.terminate()  # it ends its LibreOffice


def _has_bridge() -> bool:
    if not PYTHON.is_file():
        return False
    asked = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return asked.returncode == 0


def _wait_for(office: WarmOffice) -> None:
    until = time.monotonic() + PATIENCE
    while not office.is_up():
        if time.monotonic() > until:
            raise TimeoutError("unoserver did not start")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])

"""A real PostgreSQL of its own for a test run, on a free port of this machine, with fsync on."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def is_there() -> bool:
    """Tell whether PostgreSQL 15 is installed."""
    return (PROGRAMS / "postgres").exists()


@dataclass(frozen=True)
class PostgresServer:
    """A server in a folder; it refuses to run as root, so there it runs as its own user."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Return the address of its database."""
        return f"postgresql://md@127.0.0.1:{self.port}/app"

    def start(self) -> None:
        """Start it, again too; after a kill it recovers by itself."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c max_connections=40"
        )
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(log), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill it and all that belongs to it, as a power cut would."""
        main = int((Path(self._data) / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        everybody = (main, *map(int, children))
        for process in everybody:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while not all(map(_is_gone, everybody)):
            time.sleep(0.01)
        # Where nobody clears dead processes away, this one still seems to be alive.
        (Path(self._data) / "postmaster.pid").unlink(missing_ok=True)

    def create(self) -> None:
        """Make its files and the database."""
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "md", "-E", "UTF8",
                  "--locale=C.UTF-8")  # fmt: skip
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "md", "app")

    def another(self, name: str) -> str:
        """Make one more database and return its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "md", name)
        return f"postgresql://md@127.0.0.1:{self.port}/{name}"

    def drop(self, name: str) -> None:
        """Throw a database away, with all that is in it."""
        self._run("dropdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "md", name)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*as_user, str(PROGRAMS / program), *arguments]
        # What it starts goes on with the same output: nobody must wait for the end of that.
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip


def _is_gone(process: int) -> bool:
    """Tell whether a process has ended, though its parent may not have noticed."""
    try:
        return " Z " in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server with an empty database and throw it away afterwards."""
    # Not in pytest's folder: only its owner may enter there, and PostgreSQL has a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o711)
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = PostgresServer(folder, free_port())
    try:
        server.create()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)

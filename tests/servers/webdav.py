"""A WebDAV server of its own for a test: wsgidav behind cheroot, on a free port of this machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from cheroot.wsgi import Server
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "正阳", "a<b 覃𬭎:@/"


@dataclass
class WebDavServer:
    """A running server: where it is, where its files are, and what it was asked, in order."""

    address: str
    folder: Path
    asked: list[tuple[str, str]] = field(default_factory=list)
    answer_instead: Callable[[str, str], tuple[str, list[tuple[str, str]], bytes] | None] = (
        lambda _method, _path: None
    )
    """What it answers to a method and path in place of its own answer; None: its own."""


@contextmanager
def webdav_server(folder: Path) -> Iterator[WebDavServer]:
    """Run a server over a folder until the test is over."""
    folder.mkdir(exist_ok=True)
    dav = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    told = WebDavServer("", folder)

    def application(environ: dict[str, Any], start: Any) -> Any:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        told.asked.append((method, path))
        instead = told.answer_instead(method, path)
        if instead is not None:
            status, headers, body = instead
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(status, [*headers, ("Content-Length", str(len(body)))])
            return [body]
        return dav(environ, start)

    server = Server(("127.0.0.1", 0), application)
    server.prepare()
    told.address = f"http://127.0.0.1:{server.bind_addr[1]}"
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.stop()
        thread.join()

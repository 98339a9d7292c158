"""A centre that cannot serve says why; that it serves is tested with its front."""

import socket
from pathlib import Path

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.cli.main import main
from mediatordesk.cli.serving import listening
from mediatordesk.core.clock import Clock


def serve(*words: object) -> int:
    return main(["centre", "serve", *map(str, words), "--lang", "en"])


def test_nothing_is_served_without_a_centre(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve() == 1
    assert "--front-only" in capsys.readouterr().err
    assert serve("--front-only", tmp_path) == 1
    assert "no front" in capsys.readouterr().err
    assert serve("--centre", tmp_path) == 1
    assert not list(tmp_path.iterdir())


def test_a_port_that_is_taken_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Centre.new(tmp_path / "县 a<b", "450405", "长洲区司法局", clock=Clock.computer())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve("--centre", tmp_path / "县 a<b", "--listen", f"127.0.0.1:{port}") == 1
    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "host", "host:", ":1", "host:99999", "host:-1", "host:p"])
def test_an_address_to_listen_at_has_a_host_and_a_port(tmp_path: Path, text: str) -> None:
    with pytest.raises(SystemExit) as caught:
        serve("--centre", tmp_path, f"--listen={text}")
    assert caught.value.code == 2
    assert listening("[::1]:8443") == ("::1", 8443)

"""The installed program over a real SSH connection to this machine, where an SSH server is installed."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from tests.tui.terminal import PROGRAM, Terminal

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
PATIENCE = 20.0

pytestmark = [
    pytest.mark.skipif(
        SSHD is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None,
        reason="no OpenSSH server and client here",
    ),
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can start a server that logs in"
    ),
]


@dataclass(frozen=True)
class Server:
    """An SSH server on loopback, and what it takes to log in."""

    port: int
    key: Path

    def command(self, *remote: str) -> list[str]:
        """What runs a command over the connection, with a terminal."""
        return [
            "ssh", "-tt", "-q", "-F", "none", "-p", str(self.port), "-i", str(self.key),
            "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            f"{getpass.getuser()}@127.0.0.1", *remote,
        ]  # fmt: skip


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(4) == b"SSH-"
    except OSError:
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    assert SSHD is not None
    Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    shutil.copy(tmp_path / "user.pub", tmp_path / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": tmp_path / "host",
        "AuthorizedKeysFile": tmp_path / "authorized",
        "PidFile": tmp_path / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
    }
    config = tmp_path / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=log)
        try:
            end = monotonic() + PATIENCE
            while not _answers(port):
                assert process.poll() is None, (tmp_path / "log").read_text()
                assert monotonic() < end, "the server never answered"
                Event().wait(0.05)
            yield Server(port, tmp_path / "user")
        finally:
            process.terminate()
            process.wait()


def test_a_look_up_over_ssh(server: Server, home: Path) -> None:
    remote = f"env XDG_STATE_HOME={home}/s XDG_DATA_HOME={home}/d LANG=C.UTF-8 {PROGRAM}"
    with Terminal(program=server.command(remote), size=(80, 24)) as it:
        it.until_shown("SD10021")
        it.type(":34834\r")
        it.until_shown("SD10021 > OD10039 > AC34834")
        it.type("v")
        it.until_shown("Largest variances", "-4.784.375")
        it.resize(120, 36)
        it.until_shown("Budget 2024", "Actual 2024")
        it.type("qqq")
        assert it.exit_code() == 0
        assert it.left_on == []


def test_the_line_drops(server: Server, home: Path) -> None:
    remote = f"env XDG_STATE_HOME={home}/s XDG_DATA_HOME={home}/d LANG=C.UTF-8 {PROGRAM}"
    with Terminal(program=server.command(remote), size=(80, 24)) as it:
        it.until_shown("SD10021")
        it.type(":34834\r")
        it.until_shown("SD10021 > OD10039 > AC34834")
    # The program on the other side is told that its line is gone; where it was is kept for the next time.
    kept = home / "s" / "doelboom" / "session.json"
    end = monotonic() + PATIENCE
    while not (kept.exists() and "AC34834" in kept.read_text()):
        assert monotonic() < end, "the session was not kept"
        Event().wait(0.05)

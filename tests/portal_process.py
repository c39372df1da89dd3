"""A real portal of one's own: started as a process on a free port with an empty home, ended by its id."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

ROOT = Path(__file__).resolve().parent.parent
PORTS = range(8430, 8460)
_CLAIMS = Path("/tmp")
_claimed: dict[int, IO[str]] = {}
READY_WITHIN_S = 90.0


@dataclass(frozen=True)
class Portal:
    """A portal that answers.

    Attributes:
        url: Its address without a slash at the end.
        home: Its ``LMS_HOME``.
        log: What it wrote on both outputs.
        process: The process; its children end with it.
    """

    url: str
    home: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def log_tail(self) -> str:
        """The last lines of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])

    def stop(self) -> None:
        """End it as an operator would; after ten seconds without mercy."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, no clean-up."""
        self.process.kill()
        self.process.wait(10)


_OTHERS = ("LMS_", "OPENAI_", "STREAMLIT_", "PYTHONDONTWRITEBYTECODE")


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a portal under test: nothing of the developer's own settings or keys.

    Nor is it told to compile its sources anew at each start, which would be taken for its own work.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OTHERS)}
    return {**kept, "LMS_HOME": str(home), "PYTHONUNBUFFERED": "1", **more}


def start_portal(
    home: Path, *, port: int | None = None, environment: Mapping[str, str] | None = None
) -> Portal:
    """Start ``lms serve --demo`` and wait until ``GET /healthz`` answers.

    Args:
        home: Its ``LMS_HOME``; a home that was used before is opened again.
        port: A free one of ``PORTS`` by default.
        environment: Further variables, ``LMS_LLM_MODEL`` say.

    Raises:
        RuntimeError: it ended, or was not ready in time; the message holds the end of its log.
    """
    home.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = home.with_name(f"{home.name}.log")
    command = [sys.executable, "-m", "lms.cli", "serve", "--demo"]
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--address", "127.0.0.1"],
            cwd=ROOT,
            env=clean_environment(home, **(environment or {})),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    portal = Portal(f"http://127.0.0.1:{port}", home, log, process)
    give_up = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < give_up and process.poll() is None:
        if answers(f"{portal.url}/healthz"):
            return portal
        time.sleep(0.1)
    portal.kill()
    raise RuntimeError(f"The portal did not start; {log}:\n{portal.log_tail}")


def answers(url: str) -> bool:
    """Whether ``url`` answers with success."""
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False


def free_port() -> int:
    """A port of ``PORTS`` that nobody listens on, and that no other process of tests is given until this one ends.

    A portal listens seconds after it was started: who only looked whether a port is free, would share it meanwhile.

    Raises:
        RuntimeError: all are taken.
    """
    first = os.getpid() % len(PORTS)  # two runs side by side begin at different places
    ports: list[int] = [*_claimed, *PORTS[first:], *PORTS[:first]]
    for port in ports:
        if not _claim(port):
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"No port is free between {PORTS[0]} and {PORTS[-1]}")


def _claim(port: int) -> bool:
    """Keep a port for this process; the claim ends with the process, however it ends."""
    if port in _claimed:
        return True
    claim = (_CLAIMS / f"lms-tests-port-{port}").open("a", encoding="utf-8")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        claim.close()
        return False
    _claimed[port] = claim
    return True

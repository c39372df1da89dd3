"""The two servers that are measured side by side, and what they cost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.portal_process import ROOT, answers, clean_environment, free_port, start_portal

AT_REST = 0.05
"""CPU seconds in a second of a server that waits for visitors."""


@dataclass(frozen=True)
class Server:
    """A running Streamlit server on the loopback.

    Attributes:
        name: ``floor`` or ``portal``.
        url: Its address without a slash at the end.
        pid: Its process.
        home: Where it keeps its data.
    """

    name: str
    url: str
    pid: int
    home: Path

    def cpu(self) -> float:
        """CPU seconds it has used, user and system."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def come_to_rest(self) -> None:
        """Wait until it has loaded what it loads in the background once it is open.

        Raises:
            RuntimeError: it does not come to rest within a minute.
        """
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            before = self.cpu()
            time.sleep(1)
            if self.cpu() - before <= AT_REST:
                return
        raise RuntimeError(f"The {self.name} is busy though nobody asks anything of it.")

    def memory(self) -> float:
        """Resident memory in MiB."""
        return float(psutil.Process(self.pid).memory_info().rss / 2**20)


@contextmanager
def floor(folder: Path) -> Iterator[Server]:
    """The echo page, served with the product's own Streamlit configuration."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    page = Path(__file__).with_name("floor_page.py")
    with (folder / "floor.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)],
            cwd=ROOT,
            env=clean_environment(folder, FLOOR_DATABASE=str(folder / "floor.sqlite3")),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server("floor", f"http://127.0.0.1:{port}", process.pid, folder)
        _await(f"{server.url}/_stcore/health", process)
        yield server
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def portal(home: Path, **environment: str) -> Iterator[Server]:
    """The product with its demo bank, as ``make run`` starts it; ``environment`` adds variables."""
    running = start_portal(home, environment={"LMS_LOG_LEVEL": "warning", **environment})
    try:
        yield Server("portal", running.url, running.process.pid, home)
    finally:
        running.stop()


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 60
    while not answers(url):
        if process.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError(f"{url} does not answer")
        time.sleep(0.1)


def cores() -> int:
    """How many cores the machine has."""
    return os.cpu_count() or 1

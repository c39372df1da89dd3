"""Portals of tests that run side by side."""

import os
import subprocess
import sys

from tests.portal_process import PORTS, ROOT

ASK = """
import os, sys
os.getpid = lambda: 7  # as two workers whose first choice is the same
from tests.portal_process import free_port
print(free_port(), flush=True)
sys.stdin.read()
"""


def test_two_processes_are_given_two_ports_though_neither_listens_yet() -> None:
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASK],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    given = []
    for process in asking:
        assert process.stdout is not None
        given.append(int(process.stdout.readline()))
    for process in asking:
        process.communicate(timeout=10)
    assert given[0] != given[1] and set(given) <= set(PORTS)

"""The ``lms`` command among other processes: streams that are closed, readers that leave, and Ctrl-C."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LMS = [sys.executable, "-m", "lms.cli"]
PROJECT = Path(__file__).parents[3]

pytestmark = pytest.mark.usefixtures("home")


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``lms`` is our command."""
    script = f'lms() {{ {" ".join(LMS)} "$@"; }}; {line}'
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("line", ["acts <&-", "score - <&-", "play loan-refused <&-", "admin create <&-"])
def test_a_closed_input_is_an_empty_one(line: str) -> None:
    ran = shell(f"lms {line}")
    assert ran.returncode in {0, 1, 2} and "Traceback" not in ran.stderr


def test_a_reader_who_has_read_enough_makes_no_failure() -> None:
    ran = shell("yes 您好 | head -20000 | lms acts | head -1; echo ${PIPESTATUS[2]}")
    assert ran.stdout.splitlines() == ['{"text": "您好", "acts": ["greet"]}', "0"]
    assert "Traceback" not in ran.stderr and "BrokenPipe" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    ran = shell("echo 您好 | lms acts >/dev/full")
    assert ran.returncode == 1 and "No space left" in ran.stderr and "Traceback" not in ran.stderr


HEARS_SIGINT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_ctrl_c_ends_a_command_without_a_word() -> None:
    process = subprocess.Popen(
        # Whatever runs the tests in the background has all that it begins ignore the signal.
        [sys.executable, "-c", HEARS_SIGINT, *LMS, "acts"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("您好\n".encode())
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    # Its input stays open: it is to end by the signal, not because there is nothing more to read.
    process.wait(timeout=30)
    _, said = process.communicate()
    assert process.returncode == 130 and said.strip() in {b"", b"Aborted."}


def test_a_database_that_fails_in_the_middle_is_told_in_a_sentence(home: Path) -> None:
    shell("lms migrate")
    shell(
        f"{sys.executable} -c \"import sqlite3; sqlite3.connect('{home}/lms.sqlite3').execute('DROP TABLE person')\""
    )
    ran = shell("lms demo")
    assert ran.returncode == 1
    assert (
        "The database failed" in ran.stderr and "lms doctor" in ran.stderr and "Traceback" not in ran.stderr
    )

"""Seats: the stable, distinct names of the processes that work in the background.

A process keeps its seat by a lock that ends with it, however it ends. So a seat whose lock can be had belongs to nobody
alive, and what was begun there may be taken over.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text

MOST = 64
"""Processes of one installation, at most."""
_LOCK_CLASS = 7_419
"""Tells our advisory locks in PostgreSQL from anybody else's."""


class NoSeat(RuntimeError):
    """Every seat is taken: more processes than ``MOST``."""


class Seats(Protocol):
    """Locks on numbered seats."""

    def take(self, number: int) -> bool:
        """Lock a seat; whether it could be had."""

    def leave(self, number: int) -> None:
        """Unlock a seat that was taken."""

    def close(self) -> None:
        """Unlock all."""


class FileSeats:
    """Seats by locked files: for the processes of one machine, beside one SQLite file."""

    def __init__(self, folder: Path) -> None:
        """Keep the lock files in ``folder``, which is made."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._held: dict[int, int] = {}

    def take(self, number: int) -> bool:
        """Lock a seat; whether it could be had."""
        file = os.open(self._folder / f"seat-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._held[number] = file
        return True

    def leave(self, number: int) -> None:
        """Unlock a seat that was taken."""
        os.close(self._held.pop(number))

    def close(self) -> None:
        """Unlock all."""
        for number in list(self._held):
            self.leave(number)


class AdvisorySeats:
    """Seats by advisory locks of PostgreSQL: for processes on any machines, as long as their connection lives."""

    def __init__(self, engine: Engine) -> None:
        """Lock over a connection of its own, which is opened with the first seat."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def take(self, number: int) -> bool:
        """Lock a seat; whether it could be had."""
        if self._connection is None:
            self._connection = self._engine.connect()
        query = text("SELECT pg_try_advisory_lock(:kind, :number)")
        return bool(self._connection.execute(query, {"kind": _LOCK_CLASS, "number": number}).scalar())

    def leave(self, number: int) -> None:
        """Unlock a seat that was taken."""
        assert self._connection is not None, "only a seat that was taken is left"
        query = text("SELECT pg_advisory_unlock(:kind, :number)")
        self._connection.execute(query, {"kind": _LOCK_CLASS, "number": number})

    def close(self) -> None:
        """Unlock all: a lock does not outlive its connection."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def take_first(seats: Seats) -> int:
    """Take the first free seat.

    Raises:
        NoSeat: there is none.
    """
    for number in range(MOST):
        if seats.take(number):
            return number
    raise NoSeat(f"more than {MOST} processes work here")

"""How much one visitor writes in an hour, so that nobody alone uses up what a branch's code takes.

An address is never kept: what is remembered is a sum of it with a number that is drawn anew every day and stands
nowhere else. It is remembered in this process; several that serve one portal count apart.
"""

import hashlib
import hmac
import secrets
import threading
from datetime import date, datetime, timedelta

from lms.platform.recent import Recent

A_VISITOR = 15
"""Texts an hour from one address at one branch: a quarter of the branch's, since its customers may share a network."""
_AN_HOUR = timedelta(hours=1)


class VisitorLimit:
    """Counts what came from where within the last hour."""

    def __init__(self, *, most: int = A_VISITOR, remembered: int = 20_000) -> None:
        """Start with nobody remembered; of more than ``remembered`` the one who wrote longest ago is forgotten."""
        self._most = most
        self._lock = threading.Lock()
        self._day: date | None = None
        self._salt = b""
        self._written: Recent[bytes] = Recent(window_s=_AN_HOUR.total_seconds(), remembered=remembered)

    def is_reached(self, address: str, *, at: str, now: datetime) -> bool:
        """Whether this visitor has written as much as one may.

        Args:
            address: from where; where none is known, nobody is held up.
            at: the branch's code.
            now: the moment.
        """
        if not address:
            return False
        with self._lock:
            return self._written.many(self._known_by(address, at, now), now.timestamp()) >= self._most

    def count(self, address: str, *, at: str, now: datetime) -> None:
        """Something was kept from this visitor; the arguments are those of ``is_reached``."""
        if not address:
            return
        with self._lock:
            self._written.add(self._known_by(address, at, now), now.timestamp())

    def _known_by(self, address: str, at: str, now: datetime) -> bytes:
        if self._day != now.date():
            # With the day's number goes everything that was remembered by it.
            self._day, self._salt = now.date(), secrets.token_bytes(32)
            self._written.clear()
        return hmac.digest(self._salt, f"{at}\n{address}".encode("utf-8", "replace"), hashlib.sha256)

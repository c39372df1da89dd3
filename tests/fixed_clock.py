"""A clock for tests: it stands where it is put."""

from datetime import datetime, timedelta


class FixedClock:
    """Tells the moment it was given until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def move(self, length: timedelta) -> None:
        """Let time pass."""
        self.moment += length

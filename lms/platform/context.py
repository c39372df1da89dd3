"""What every service stands on, handed to it instead of looked up."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lms.platform.clock import Clock, SystemClock
from lms.platform.database import Database
from lms.platform.settings import Settings


@dataclass(frozen=True)
class Context:
    """Database, settings and clock of one installation."""

    database: Database
    settings: Settings
    clock: Clock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The present day in the bank's time zone."""
        return self.clock.now().astimezone(self.settings.zone).date()

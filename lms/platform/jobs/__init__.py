"""Work in the background that outlives a crash: asked for by name and subject, done at least once."""

from lms.platform.jobs.daily import NIGHT, Daily, LastRun, Step, last_run
from lms.platform.jobs.jobs import Again, Job, Jobs

__all__ = ["NIGHT", "Again", "Daily", "Job", "Jobs", "LastRun", "Step", "last_run"]

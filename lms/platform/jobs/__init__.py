"""Work in the background that outlives a crash: asked for by name and subject, done at least once."""

from lms.platform.jobs.jobs import Again, Job, Jobs

__all__ = ["Again", "Job", "Jobs"]

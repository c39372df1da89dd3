"""A process that works in the background and writes down what it does: ``HOME DATABASE_URL SECONDS [SUBJECT …]``.

It asks for a job per subject, works until its input is closed, and takes so many seconds for each.
"""

import sys
import time
from pathlib import Path

from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.jobs import Job, Jobs
from lms.platform.settings import load_settings


def main() -> None:
    """Work until told to stop."""
    home, url, seconds, *subjects = sys.argv[1:]
    diary = Path(home) / "diary"

    def note(what: str) -> None:
        with diary.open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")

    def work(subject: str) -> None:
        note(f"began {subject}")
        time.sleep(float(seconds))
        note(f"ended {subject}")

    settings = load_settings(home=Path(home), database_url=url, _env_file=None)
    context = Context(open_database(settings), settings)
    jobs = Jobs(context, {"work": Job(work, owed=lambda: subjects)}, looks_s=0.5)
    jobs.open()
    note("open")
    sys.stdin.read()
    jobs.close()


if __name__ == "__main__":
    main()

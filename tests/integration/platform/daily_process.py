"""A process that does a day's work as soon as it is there: ``HOME DATABASE_URL``.

It writes down that it began, waits for a file ``go`` beside its diary, and writes down that it ended.
"""

import os
import sys
import time as waiting
from datetime import time
from pathlib import Path

from lms.platform.context import Context
from lms.platform.database import open_database
from lms.platform.jobs import Daily, Jobs
from lms.platform.settings import load_settings


def main() -> None:
    """Work until told to stop."""
    home, url = sys.argv[1:]
    diary = Path(home) / "diary"

    def note(what: str) -> None:
        with diary.open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")

    def work() -> dict[str, int]:
        note(f"began {os.getpid()}")
        while not (Path(home) / "go").exists():
            waiting.sleep(0.05)
        note("ended")
        return {}

    settings = load_settings(home=Path(home), database_url=url, _env_file=None)
    context = Context(open_database(settings), settings)
    daily = Daily(context, "night", time(0), {"work": work})
    jobs = Jobs(context, {"night": daily.job}, looks_s=0.5)
    jobs.open()
    note("open")
    sys.stdin.read()
    jobs.close()


if __name__ == "__main__":
    main()

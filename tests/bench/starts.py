"""What a second start costs, beside importing what it runs: whatever is more than that is work done again."""

import subprocess
import sys
from pathlib import Path

from tests.bench.servers import portal
from tests.bench.table import Row, compared
from tests.portal_process import ROOT, clean_environment

ROUNDS = 3
IMPORTS = (
    "import psutil, streamlit.web.cli, lms.wiring; "
    "used = psutil.Process().cpu_times(); print(used.user + used.system)"
)


def a_second_start(home: Path) -> list[Row]:
    """CPU until the portal answers, its demo bank made before: the best of some rounds of both, in turn."""
    with portal(home):
        pass
    both = [(_started(home), _imported(home)) for _ in range(ROUNDS)]
    mine, imports = (min(figures) for figures in zip(*both, strict=True))
    return [compared("a second start", mine, imports, "s CPU", beside="imports", most=1.5)]


def _started(home: Path) -> float:
    with portal(home) as server:
        return server.cpu()


def _imported(home: Path) -> float:
    command = [sys.executable, "-c", IMPORTS]
    return float(subprocess.check_output(command, cwd=ROOT, env=clean_environment(home)))

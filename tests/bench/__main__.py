"""``python -m tests.bench``: measures the product beside a floor in one run, and prints one table.

Servers listen on the loopback alone and end with the run. ``--turns`` sets how many turns the memory row takes
(50,000 by default, some minutes); ``--quick`` leaves that row out.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.answers import a_question_answered
from tests.bench.bank import at_the_size_of_a_bank
from tests.bench.feedback import feedback_a_second
from tests.bench.pages import (
    drawn_in_a_browser,
    gallery,
    idle_session,
    memory_over_many_turns,
    turns_beside_the_floor,
)
from tests.bench.servers import cores, floor, portal
from tests.bench.simulation import acts_a_second, turn_early_and_late
from tests.bench.starts import a_second_start
from tests.bench.table import Row, drawn
from tests.bench.written import an_ended_visit, scored_a_second, written_turn
from tests.chromium import CURE, find_chromium


def main() -> int:
    """Measure, print the table, and exit 1 when a goal was missed."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--turns", type=int, default=50_000, help="turns for the memory row")
    options.add_argument("--quick", action="store_true", help="leave the memory row out")
    chosen = options.parse_args()
    if find_chromium() is None:  # said before the first row is measured, not minutes into the run
        options.exit(1, f"{CURE}\n")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for what, measure in _stages(Path(folder), turns=0 if chosen.quick else chosen.turns):
            print(f"measuring {what} …", file=sys.stderr, flush=True)
            rows.extend(measure())
    print(f"{cores()} cores; ratios hold on any machine, figures on this one\n")
    print(drawn(rows))
    return int(any(row.held is False for row in rows))


def _stages(folder: Path, *, turns: int) -> Iterator[tuple[str, Callable[[], list[Row]]]]:
    yield "speech acts", acts_a_second
    yield "early and late turns", lambda: [turn_early_and_late()]
    yield "scoring", scored_a_second
    yield "the end of a visit", an_ended_visit
    yield "feedback", feedback_a_second
    yield "answers", a_question_answered
    yield "a written turn", lambda: [written_turn()]
    yield "a second start", lambda: a_second_start(folder / "again")
    with floor(folder / "floor") as bare, portal(folder / "home") as product:
        yield "turns", lambda: turns_beside_the_floor(bare, product)
        yield "idle sessions", lambda: [idle_session(bare, product)]
        yield "what a browser shows", lambda: [drawn_in_a_browser(bare, product)]
        if turns:
            yield f"{turns:,} turns", lambda: [memory_over_many_turns(product, turns)]
    yield "the gallery", lambda: [gallery(folder)]
    yield "a bank", lambda: at_the_size_of_a_bank(folder / "bank")


if __name__ == "__main__":
    sys.exit(main())

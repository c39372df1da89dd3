"""``python -m tests.soak``: many visits to a customer played by a very small model; the screen must stay safe.

The model is served on this machine, as in the integration tests. Exits 1 when a line broke the role or gave something
away, or a visit did not end. ``--minutes`` bounds the run: what is not played by then is left out, and the table says
how many were.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from lms.platform.llm import chat_model
from lms.platform.privacy import mask
from lms.platform.settings import load_settings
from scenarios.chat_model import ChatModel
from scenarios.customer import Customer
from scenarios.llm_customer import LlmCustomer
from scenarios.schema import Scenario
from tests.portal_process import ROOT
from tests.small_model import MEMBER, model_server
from tests.soak.report import failures, table
from tests.soak.visits import Visit, planned, visit

REPORT = ROOT / "docs" / "soak" / "soak.md"
AT_ONCE = 2
"""Visits side by side: as many as the server answers."""
ANSWER = 40
"""Tokens of one answer, at most."""


def main() -> int:
    """Play, write the table, and exit 1 when something was wrong."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--visits", type=int, default=200)
    options.add_argument("--seed", type=int, default=1, help="another seed, other visits")
    options.add_argument("--minutes", type=float, default=120, help="play no longer than this")
    options.add_argument("--report", type=Path, default=REPORT, help="where the table is written")
    chosen = options.parse_args()
    began = time.monotonic()
    plans = planned(chosen.visits, seed=chosen.seed)
    visits: list[Visit] = []
    with model_server(threads=1) as url:
        for one in _played(plans, url, until=began + 60 * chosen.minutes):
            visits.append(one)
            _tell(one, f"{len(visits)}/{len(plans)}")
            # Written again after every visit: a run that is broken off has its table.
            _write(chosen.report, visits, wanted=len(plans), began=began)
    wrong = failures(visits)
    for line in wrong:
        print(line)
    print(f"{len(visits)} visits, {len(wrong)} wrong; {chosen.report} written")
    return int(bool(wrong))


def _write(report: Path, visits: list[Visit], *, wanted: int, began: float) -> None:
    minutes = (time.monotonic() - began) / 60
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(
        table(visits, wanted=wanted, model=Path(MEMBER).stem, minutes=minutes), encoding="utf-8"
    )


def _tell(one: Visit, place: str) -> None:
    spoken = [answer for answer in one.answers if answer.by_model]
    print(
        f"{place} {one.slug} ({one.locale}) {one.trainee}: {one.ending}, "
        f"{len(spoken)} of {len(one.answers)} by the model, {one.seconds:.0f} s",
        file=sys.stderr,
    )
    for answer in spoken:
        print(f"    {answer.line}{''.join(f'  !! {what}' for what in answer.wrong)}", file=sys.stderr)
    sys.stderr.flush()


@dataclass(frozen=True)
class _Player:
    """Plays one planned visit after the other, until the time is up."""

    model: ChatModel
    until: float

    def play(self, place: int, scenario: Scenario, trainee: str) -> Visit | None:
        if time.monotonic() > self.until:
            return None
        return visit(scenario, trainee, model=self.model, play=_customer, clock=time.monotonic, seed=place)


def _customer(model: ChatModel) -> Customer:
    return LlmCustomer(model, max_tokens=ANSWER, mask=lambda text: mask(text).text)


def _played(plans: list[tuple[Scenario, str]], url: str, *, until: float) -> Iterator[Visit]:
    settings = load_settings(
        llm_base_url=url,
        llm_model="smollm2",
        llm_timeout_s=240,
        llm_first_token_timeout_s=240,  # two busy cores may take their time
        _env_file=None,
    )
    model = chat_model(settings)
    assert model is not None, "a model was just named"
    player = _Player(model, until)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(player.play, place, *plan) for place, plan in enumerate(plans)]
        for done in as_completed(waiting):
            if (one := done.result()) is not None:
                yield one


if __name__ == "__main__":
    sys.exit(main())

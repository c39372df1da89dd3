"""Plays trials in a process of its own, for a program that has other things to do: ``-m scoring.trials.player``.

The first line of standard input is a scenario as JSON. Every further line is a seed, answered by one line: the
trials of every trainee with that seed, or ``{"failure": …}`` when the scenario cannot be played to its end. The
process is quiet, polite to whoever needs the processor, and ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TextIO

from scenarios.built_in import BuiltInCustomer
from scenarios.schema import Scenario
from scoring.trials.trainees import TRAINEES, is_marked
from scoring.trials.trial import try_out

NICE = 10
"""How far behind others the process stands in the queue for the processor; see ``os.nice``."""


def play(source: TextIO, out: TextIO) -> None:
    """Answer every seed of ``source`` on ``out``."""
    scenario, customer = Scenario.model_validate_json(source.readline()), BuiltInCustomer()
    for line in source:
        seed = int(line)
        answer: object
        try:
            trials = [
                try_out(scenario, trainee, customer, seed=seed, marks=is_marked(trainee, seed))
                for trainee in TRAINEES
            ]
            answer = [trial.as_json() for trial in trials]
        except Exception as error:
            # Whatever it is, it is a fault of the scenario that its author is to read of.
            answer = {"failure": f"{type(error).__name__}: {error}"}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()


if __name__ == "__main__":
    os.nice(NICE)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    play(sys.stdin, sys.stdout)

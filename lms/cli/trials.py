"""``lms scenario check``: plays scenarios by their own trainees and by odd ones, and says what must not be."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from copy import copy
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.choices import EngineChoice, customer_of
from lms.cli.sources import read_sources
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from scenarios.schema import Scenario
    from scoring.trials import Finding, Shortfall, Trial

SAID = {
    "leak": "the customer gives away “{leaks}” before it is earned",
    "repeat": "the customer says a line twice; write more variants",
    "good_misses_the_ending": "ends with “{ending}”; it should reach the wanted ending",
    "good_scores_low": "gets {score} points; it should pass with {most} or more",
    "good_marked_low": "gets {marks} points read in full, as visits are marked; it should pass with {most} or more",
    "bad_marked_passing": "passes with {marks} points read in full, as visits are marked; it should not",
    "good_is_cut_short": "is not let finish; the customer ends it with “{ending}”",
    "won_without_merit": "reaches the wanted ending “{ending}”; it should not",
    "bad_passes": "passes with {score} points; it should not",
    "odd_passes": "passes with {score} points; doing one thing and nothing else should not",
    "not_apart": "does not lie between the bad and the good one",
    "too_easy": "passes more than half the time; at this difficulty that is too easy",
}


def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|FOLDER|SLUG]…",
            help="Scenario files, their folders, or slugs of the library; all of it by default.",
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, max=200, help="Play with so many seeds.")] = 5,
    odd: Annotated[bool, typer.Option(help="Play the odd trainees besides the scenario's own.")] = True,
    engine: Annotated[EngineChoice, typer.Option(help="Who plays the customer.")] = EngineChoice.BUILT_IN,
    report: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write a table and a chart into this folder.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON line a trial.")] = False,
) -> None:
    """Play every trainee of scenarios over many seeds: the good one must win, the others must not.

    All are judged by patterns, in a millisecond a turn. With the first seed the scenario's own trainees are also marked
    as visits are in the portal, read in full: there too the good one must pass, and the bad one must not. Each piece of
    advice is tried as well: said alone, it must earn the criterion it is advice for.
    """
    from scoring.trials import ODD, POLICIES, findings, shortfalls

    given = read_sources(sources or [])
    if report is not None:
        prepare_folder(report)
    scenarios = given.scenarios
    trainees = POLICIES + ODD if odd else POLICIES
    played = _played(scenarios, trainees, seeds, engine)
    problems = len(given.problems)
    for problem in given.problems:
        say(problem)
    for scenario in scenarios:
        trials = played[scenario.slug, scenario.locale]
        if json:
            for trial in trials:
                write_json(trial.as_json())
        else:
            _summarise(scenario, trials)
        for finding in findings(trials, difficulty=scenario.difficulty):
            problems += 1
            say(_as_sentence(finding))
        for shortfall in shortfalls(scenario):
            problems += 1
            say(_in_words(shortfall))
    if report is not None and scenarios:
        from lms.cli.trials_report import write_report

        every = [trial for trials in played.values() for trial in trials]
        write_report(report, every, scenarios, seeds=seeds)
        say(f"{report}: written")
    if problems:
        raise typer.Exit(1)


def play_all(
    scenario: Scenario, trainees: Sequence[str], seeds: int, engine: EngineChoice = EngineChoice.BUILT_IN
) -> list[Trial]:
    """Play one scenario by every trainee with every seed."""
    from scoring.trials import is_marked, try_out

    customer = customer_of(engine)
    # A customer of its own for each: a model's counts the tokens of one visit.
    return [
        try_out(scenario, trainee, copy(customer), seed=seed, marks=is_marked(trainee, seed))
        for trainee in trainees
        for seed in range(seeds)
    ]


def _played(
    scenarios: Sequence[Scenario], trainees: Sequence[str], seeds: int, engine: EngineChoice
) -> dict[tuple[str, str], list[Trial]]:
    """Play all, side by side, with progress where somebody watches."""
    from rich.console import Console
    from rich.progress import Progress

    played: dict[tuple[str, str], list[Trial]] = {}
    # A model is asked by one at a time; the built-in customer is played on every core.
    workers = 1 if engine is EngineChoice.LLM else min(len(scenarios), os.cpu_count() or 1)
    watched = Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with watched as progress, _workers(workers) as pool:
        task = progress.add_task("playing", total=len(scenarios))
        if pool is None:
            for scenario in scenarios:
                played[scenario.slug, scenario.locale] = play_all(scenario, trainees, seeds, engine)
                progress.advance(task)
            return played
        waiting: dict[Future[list[Trial]], Scenario] = {
            pool.submit(play_all, scenario, trainees, seeds, engine): scenario for scenario in scenarios
        }
        for done in as_completed(waiting):
            scenario = waiting[done]
            played[scenario.slug, scenario.locale] = done.result()
            progress.advance(task)
    return played


def prepare_folder(report: Path) -> None:
    """Make the report's folder, before an hour is spent on what could not be written.

    Raises:
        ValueError: it cannot be made, or not be written to.
    """
    try:
        report.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=report):
            pass
    except FileExistsError:
        raise ValueError(f"{report}: a file stands there; name a folder for the report") from None
    except OSError as error:
        raise ValueError(
            f"{report}: no report can be written there ({error.strerror}); name a folder you may write to"
        ) from None


@contextmanager
def _workers(count: int) -> Iterator[Executor | None]:
    if count < 2:
        yield None
        return
    # Whoever stops us stops the workers, at once and without a word of theirs.
    with ProcessPoolExecutor(
        count, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)
    ) as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            for worker in active_children():
                worker.terminate()
            raise


def _summarise(scenario: Scenario, trials: Sequence[Trial]) -> None:
    from scoring.trials import POLICIES

    for policy in POLICIES:
        scores = [trial.score for trial in trials if trial.trainee == policy]
        show(f"{scenario.slug} ({scenario.locale}) {policy}: {min(scores)}–{max(scores)} points")
    others = [trial.score for trial in trials if trial.trainee not in POLICIES]
    if others:
        show(f"{scenario.slug} ({scenario.locale}) odd trainees: {min(others)}–{max(others)} points")
    if caught := Counter(note for trial in trials for note in trial.caught):
        notes = ", ".join(f"{note} ({times} times)" for note, times in caught.most_common())
        show(f"{scenario.slug} ({scenario.locale}) held back, or spoken by the built-in customer: {notes}")


def _as_sentence(finding: Finding) -> str:
    from scoring.trials import GOOD_REACHES

    trial = finding.trial
    what = SAID[finding.kind].format(
        leaks=", ".join(trial.leaks),
        ending=trial.ending,
        score=trial.score,
        marks=trial.marks,
        most=GOOD_REACHES,
    )
    times = f" ({finding.times} times)" if finding.times > 1 else ""
    return f"{trial.slug} ({trial.locale}), {trial.trainee} trainee, seed {trial.seed}: {what}{times}"


def _in_words(shortfall: Shortfall) -> str:
    whose = "its own advice" if shortfall.own else "the rubric's advice"
    what = f"crosses {', '.join(shortfall.crossed)}" if shortfall.crossed else "does not earn it"
    where = "later in the visit" if shortfall.after is None else f"after “{shortfall.after}”"
    return (
        f"{shortfall.slug} ({shortfall.locale}), {whose} for {shortfall.criterion}: “{shortfall.say}” said {where} "
        f"{what}; heard was {', '.join(shortfall.heard) or 'nothing'}"
    )

"""Many conversations scored side by side, in the order they came, with progress where somebody watches."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.cli.choices import JudgeChoice
from lms.cli.judging import assess
from lms.cli.reading import tell_if_missing
from lms.cli.speech import say
from lms.cli.transcripts import Given, read_transcript

if TYPE_CHECKING:
    from scenarios.chat_model import StructuredModel
    from scenarios.schema import Scenario
    from scenarios.transcript import Transcript
    from scoring.assessment import Assessment
    from scoring.heard_acts import HeardActs, ReaderName

FEW = 8
"""Up to so many are scored by this process: to start others takes longer."""
AT_ONCE_BY_MODEL = 4
"""Conversations a model judges side by side."""


@dataclass(frozen=True)
class Scored:
    """One conversation and its verdict, or in ``trouble`` why there is none.

    ``heard`` is what it was judged by; none where a model judged.
    """

    name: str
    trouble: str = ""
    transcript: Transcript | None = None
    scenario: Scenario | None = None
    assessment: Assessment | None = None
    heard: HeardActs | None = None

    @property
    def read_by(self) -> ReaderName | None:
        """Who told the trainee's acts; none where a model judged."""
        return None if self.heard is None else self.heard.reader


def score_all(given: Sequence[Given], judge: JudgeChoice) -> Iterator[Scored]:
    """Yield the verdicts in the order of ``given``.

    Args:
        given: the conversations.
        judge: who scores; the rules as in the portal, read in full where this machine can.

    Raises:
        ValueError: no model is configured to judge.
    """
    from rich.console import Console
    from rich.progress import Progress

    one: Callable[[Given], Scored] = _by_model if judge is JudgeChoice.LLM else score_one
    if judge is JudgeChoice.LLM:
        _judge_model()
    watched = Progress(
        console=Console(stderr=True), transient=True, disable=len(given) < 2 or not sys.stderr.isatty()
    )
    with watched as progress, _workers(len(given), judge) as pool:
        task = progress.add_task("scoring", total=len(given))
        for scored in map(one, given) if pool is None else pool.map(one, given, chunksize=4):
            progress.advance(task)
            if scored.read_by == "patterns" and scored.transcript is not None:
                tell_if_missing(scored.transcript.locale)
            yield scored


def score_one(given: Given) -> Scored:
    """Score one conversation by the rules, read in full where this machine can."""
    return _scored(given, assess)


def _by_model(given: Given) -> Scored:
    from lms.platform.privacy import mask
    from scoring.model_judge import JudgeUnavailable, judge_by_model

    def judge(transcript: Transcript, scenario: Scenario | None) -> tuple[Assessment, None]:
        try:
            found = judge_by_model(transcript, _judge_model(), scenario, mask=lambda text: mask(text).text)
            return found.assessment, None
        except JudgeUnavailable as error:
            raise ValueError(
                f"the model did not judge ({error.failure}); “lms doctor” says how to mend it"
            ) from None

    return _scored(given, judge)


def _judge_model() -> StructuredModel:
    from lms.platform.llm import chat_model
    from lms.platform.settings import load_settings

    model = chat_model(load_settings(), "judge")
    if model is None:
        raise ValueError(
            "No language model is configured to judge. Set LMS_LLM_MODEL, and LMS_LLM_BASE_URL or OPENAI_API_KEY, "
            "or let the rules judge."
        )
    return model


def _scored(
    given: Given, judge: Callable[[Transcript, Scenario | None], tuple[Assessment, HeardActs | None]]
) -> Scored:
    try:
        transcript = read_transcript(given.text)
        scenario = _scenario_of(transcript, given.name)
        assessment, heard = judge(transcript, scenario)
        return Scored(given.name, "", transcript, scenario, assessment, heard)
    except ValueError as error:
        return Scored(given.name, str(error))


def _scenario_of(transcript: Transcript, name: str) -> Scenario | None:
    """Return the scenario a transcript was played in; one that is not in the library is scored by its words."""
    from scenarios.loader import UnknownScenario, load
    from scenarios.transcript import FREE

    if transcript.scenario == FREE:
        return None
    try:
        return load(transcript.scenario, transcript.locale)
    except UnknownScenario:
        say(
            f"{name}: the library has no scenario “{transcript.scenario}”; scored by its words and signs alone"
        )
        return None


@contextmanager
def _workers(count: int, judge: JudgeChoice) -> Iterator[Executor | None]:
    if judge is JudgeChoice.LLM and count > 1:
        with ThreadPoolExecutor(min(count, AT_ONCE_BY_MODEL)) as threads:
            yield threads
        return
    cores = os.cpu_count() or 1
    if count <= FEW or cores < 2:
        yield None
        return
    # Whoever stops us stops the workers, at once and without a word of theirs.
    with ProcessPoolExecutor(
        min(count, cores), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)
    ) as pool:
        yield pool

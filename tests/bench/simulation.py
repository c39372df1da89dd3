"""What the simulation costs by itself: reading speech acts, and a customer's turn early and late."""

import json
import time
from collections.abc import Iterable
from statistics import mean, median

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation
from scenarios.loader import load, slugs
from scenarios.schema import Scenario
from scenarios.speech_acts import recogniser_for
from scenarios.transcript import LOCALES, Locale
from tests.bench.clocks import cpu_seconds
from tests.bench.table import Row, compared
from tests.portal_process import ROOT

SAYINGS = ROOT / "tests" / "unit" / "scenarios" / "speech_acts"
SLUG = "elderly-smart-machine"
EARLY, LATE = 4, 40
EVERY, VISITS = 4, 12
"""Of so many scenarios one is visited, so many times: in a single one chance decides what is long at turn 40."""
QUIET = ("好的，我看一下。", "嗯，您接着说。", "这个界面有点慢。", "我再看看这一页。")
"""Words that neither help nor hurt, so that a visit goes on; turns 4 and 40 hear the same."""


def acts_a_second() -> list[Row]:
    """How many utterances a second are read, on the utterances the recogniser is developed on."""
    return [Row(f"utterances read, {locale}", f"{_read_a_second(locale):,.0f} /s") for locale in LOCALES]


def _read_a_second(locale: Locale) -> float:
    file = SAYINGS / f"development.{locale}.jsonl"
    sayings = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    recogniser = recogniser_for(locale)

    def read_all() -> None:
        for saying in sayings:
            recogniser.recognise(saying["text"], saying.get("context"))

    return len(sayings) / cpu_seconds(read_all, times=1)


def turn_early_and_late() -> Row:
    """CPU of the built-in customer's turns 4 and 40, which must not grow: medians over visits, mean over scenarios."""
    medians: dict[int, list[float]] = {EARLY: [], LATE: []}
    for slug in slugs()[::EVERY]:
        spent = _spent(endless(load(slug, "zh-CN")))
        for turn, found in medians.items():
            found.append(median(spent[turn]) * 1000)
    early, late = (mean(found) for found in medians.values())
    return compared("customer's turn 40", late, early, "ms CPU", beside="turn 4", most=1.2)


def _spent(scenario: Scenario) -> dict[int, list[float]]:
    """CPU seconds of an early and a late turn of each visit."""
    spent: dict[int, list[float]] = {EARLY: [], LATE: []}
    for seed in range(VISITS):
        conversation = Conversation(scenario, BuiltInCustomer(), seed=seed)
        _hear(conversation.open())
        for turn in range(1, LATE + 1):
            began = time.process_time()
            _hear(conversation.say(QUIET[turn % len(QUIET)]))
            if turn in spent:
                spent[turn].append(time.process_time() - began)
    return spent


def endless(scenario: Scenario) -> Scenario:
    """The same visit by a customer who does not leave before turn 60."""
    patient = tuple(ending.model_copy(update={"at_once": False}) for ending in scenario.endings)
    return scenario.model_copy(update={"max_turns": 60, "endings": patient})


def _hear(pieces: Iterable[str]) -> None:
    for _ in pieces:
        pass

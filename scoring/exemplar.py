"""What the scenario's own good trainee says: words that reach an objective, or meet a criterion, for this customer."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, recite
from scenarios.role_check import sentences
from scenarios.schema import Condition, Objective, Scenario
from scenarios.speech_acts import SpeechAct, act_ids, recogniser_for
from scenarios.transcript import Locale
from scoring.progress import wanted_words
from scoring.reply import earns, reaches, said_alone
from scoring.rules_judge import judge
from scoring.schema import Criterion, Rubric

LONGEST: Mapping[Locale, int] = {"zh-CN": 90, "en": 260}
"""Characters of what can be said in one breath."""
SHORTEST: Mapping[Locale, int] = {"zh-CN": 14, "en": 45}
"""Characters below which the sentence after it is taken along: "Thank you." alone teaches nobody."""
_GOES_ON: Mapping[Locale, str] = {
    "zh-CN": "因为|所以|但是?|不过|可(?!以)|而且|还有|那|另外|再|也|就",
    "en": r"(?:because|so|but|and|also|that|then|or|it|this)\b",
}
"""How a sentence begins that goes on from the one before it."""
_TELLING = frozenset(
    {
        *("greeting", "clear_need", "feeling_first", "apology", "complaint_taken", "time_given"),
        *("identity_checked", "fraud_probed", "closing"),
    }
)
"""Criteria that one sentence meets in a way that tells how. Others are met by what a whole turn is about."""
_KEPT = 128
_found: OrderedDict[tuple[str, str, int], tuple[Scenario, Exemplar]] = OrderedDict()


class Exemplar:
    """The visit of a scenario's good trainee, and the words of it, as few as do it.

    Attributes:
        reaching: by objective, of those that were reached.
    """

    def __init__(self, scenario: Scenario, rubric: Rubric) -> None:
        """Play the visit."""
        self._conversation, self._rubric = Conversation(scenario, BuiltInCustomer()), rubric
        recite(self._conversation, iter(scenario.trainees.good))
        self._judged = judge(self._conversation.transcript, scenario, rubric)
        self._meeting: dict[str, str | None] = {}
        self.reaching: Mapping[str, str] = self._reached()

    def meeting(self, criterion: str) -> str | None:
        """Return words that met a criterion; ``None`` where nothing that was said alone did."""
        if criterion not in self._meeting:
            self._meeting[criterion] = self._met(criterion)
        return self._meeting[criterion]

    def _reached(self) -> Mapping[str, str]:
        scenario, turns = self._conversation.scenario, self._conversation.turns
        found: dict[str, str] = {}
        for step in self._conversation.steps:
            for objective in scenario.objectives:
                if objective.id not in step.objectives or step.turn < 2:
                    continue
                line, heard = turns[step.turn - 1].text, turns[step.turn - 2].text
                if words := _least(line, _reaching(objective, heard, scenario), scenario.locale):
                    found.setdefault(objective.id, words)
        return found

    def _met(self, id_: str) -> str | None:
        scenario, turns = self._conversation.scenario, self._conversation.turns
        criterion, result = self._rubric.criterion(id_), self._judged.result(id_)
        if result.outcome != "met" or id_ not in _TELLING:
            return None
        for proof in result.evidence:
            heard = turns[proof.turn - 1].text if proof.turn else ""
            does = _meeting(criterion, proof.quote, heard, scenario)
            if words := _least(turns[proof.turn].text, does, scenario.locale):
                return words
        return None


def exemplar_of(scenario: Scenario, rubric: Rubric) -> Exemplar:
    """Return what the good trainee of a scenario says; played once and remembered."""
    key = (scenario.slug, scenario.locale, scenario.version)
    known = _found.get(key)
    if known is None or known[0] is not scenario:
        known = _found[key] = (scenario, Exemplar(scenario, rubric))
        while len(_found) > _KEPT:
            _found.popitem(last=False)
    return known[1]


def _meeting(criterion: Criterion, quote: str, heard: str, scenario: Scenario) -> Callable[[str], int]:
    return lambda words: quote in words and earns(criterion, said_alone(words, heard, scenario))


def _reaching(objective: Objective, heard: str, scenario: Scenario) -> Callable[[str], int]:
    """Return what tells how well words do what an objective asks for: 0 where they do not."""
    wanted, recogniser = wanted_words(objective, scenario), recogniser_for(scenario.locale)

    def does(words: str) -> int:
        acts = act_ids(recogniser.recognise(words, heard))
        fit = [condition for condition in wanted if reaches(words, acts, condition, scenario)]
        return max((1 + _signs_of(words, acts, condition) for condition in fit), default=0)

    return does


def _signs_of(words: str, acts: Collection[SpeechAct], wanted: Condition) -> int:
    text = words.casefold()
    return sum(word.casefold() in text for word in wanted.words) + len(set(acts) & set(wanted.any))


@lru_cache(maxsize=4)
def _opening(locale: Locale) -> re.Pattern[str]:
    return re.compile(_GOES_ON[locale], re.IGNORECASE)


def _least(line: str, does: Callable[[str], int], locale: Locale) -> str | None:
    """Return the shortest run of whole sentences that does it, of several the best; none where it takes a speech."""
    said = [sentence.strip() for sentence in sentences(line)]
    join = ("" if locale == "zh-CN" else " ").join
    for length in range(1, len(said) + 1):
        runs = [(start, join(said[start : start + length])) for start in range(len(said) - length + 1)]
        start, words = max(runs, key=lambda run: does(run[1]))
        if not does(words):
            continue
        end = start + length
        if start and _opening(locale).match(words):
            words = join((said[start - 1], words))
        while len(words) < SHORTEST[locale] and end < len(said):
            words, end = join((words, said[end])), end + 1
        return words if len(words) <= LONGEST[locale] else None
    return None

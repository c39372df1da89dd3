"""Reads speech acts from a trainee's words: offline, in about a millisecond, each with its verbatim quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Literal, Protocol, get_args

from scenarios import needles
from scenarios.needles import Sieve
from scenarios.prepared import Regex, prepared
from scenarios.spacing import bare
from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.definition import ActRule, Definition, Patterns, compiled, read_definition
from scenarios.speech_acts.utterance import Span, Utterance, fold
from scenarios.transcript import Locale

_NEAR = 160
"""How far around a match its clause and sentence are looked at, in characters."""

_LEAST_SAID = 2
"""Letters or digits that a sentence has at least."""

PROGRAM = (Path(__file__).parent, Path(needles.__file__))
"""After whose change a recogniser is built anew."""

Trace = Literal["done", "matched", "denied", "reported", "asked"]
"""What the patterns of an act left in an utterance, whether or not they make it an act."""
TRACES: tuple[Trace, ...] = get_args(Trace)


@dataclass(frozen=True, slots=True)
class Recognition:
    """An act and its proof: ``quote`` is the clause that does it, and ``text[start:end] == quote``."""

    act: SpeechAct
    quote: str
    start: int
    end: int


Said = tuple[str, str | None]
"""A turn of the trainee's, and what the customer said just before."""


class Recogniser(Protocol):
    """Whatever tells a trainee's speech acts."""

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        """Return the acts of ``text``, at most one recognition an act, ordered by start.

        ``context`` is what the customer said just before, ``None`` or empty when nobody did.
        """
        ...

    def ahead(self, said: Sequence[Said]) -> Recogniser:
        """Return a recogniser with the same answers, quicker for these turns if it gains by reading them together."""
        ...


class _Group:
    """Patterns of one field, by their numbers. The language's sieve rules most out before any is searched with."""

    def __init__(self, regexes: Mapping[int, Regex], whole_words: bool, sieve: Sieve[int]) -> None:
        self._regexes = regexes
        self.numbers = frozenset(regexes)
        self._sieve = sieve
        self._whole_words = whole_words

    def matches(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield every place a pattern matches between ``start`` and ``end``."""
        if not self._regexes:
            return
        left = self.numbers & self._sieve.left(folded)
        if not left:
            return
        stop = len(folded) if end is None else end
        for number in sorted(left):
            regex = self._regexes[number]
            for found in regex.finditer(folded, start, stop):
                at = found.start()
                if found.end() == at or (
                    self._whole_words and at and folded[at - 1].isalnum() and folded[at].isalnum()
                ):
                    continue
                yield Span(at, found.end())

    def found(self, folded: str, start: int = 0, end: int | None = None) -> bool:
        """Return whether any pattern matches between ``start`` and ``end``."""
        return next(self.matches(folded, start, end), None) is not None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its patterns compiled."""

    rule: ActRule
    any: _Group
    given: tuple[tuple[str, _Group], ...]
    unless: _Group
    unless_sentence: _Group
    unless_turn: _Group
    several: _Group

    @property
    def numbers(self) -> frozenset[int]:
        """The patterns without one of which the act is not there."""
        return frozenset(self.any.numbers).union(*(group.numbers for _, group in self.given))


class PatternRecogniser:
    """The recogniser over one language's definition. Stateless once built; safe to share.

    Attributes:
        locale: its language.
        denies: words that deny what follows within ``reach`` characters, unless they belong to ``idioms``.
        reports: words after which somebody else's words are told.
        requests: questions that ask for something to be done, and so do not cancel an act.
        contexts: what the customer may just have said, by name.
    """

    def __init__(self, definition: Definition, name: str) -> None:
        """Compile ``definition``; ``name`` is the file named in errors.

        Raises:
            DefinitionError: a pattern cannot be used.
        """
        self._sieve: Sieve[int] = Sieve()
        numbers = count()

        def group(patterns: Patterns, field: str) -> _Group:
            numbered = {next(numbers): one for one in compiled(patterns, definition, f"{name}: {field}")}
            for number, regex in numbered.items():
                self._sieve.add(number, regex.pattern)
            return _Group(numbered, definition.whole_words, self._sieve)

        self.locale = definition.locale
        self._fold = str.maketrans(definition.fold)
        self.reach = definition.negation.reach
        self.denies = group(definition.negation.cues, "negation.cues")
        self.idioms = group(definition.negation.idioms, "negation.idioms")
        self.reports = group(definition.reported, "reported")
        self.requests = group(definition.requests, "requests")
        self.contexts = {
            context: group(patterns, f"contexts.{context}")
            for context, patterns in definition.contexts.items()
        }
        self._acts: dict[SpeechAct, _Ready] = {}
        for act in SPEECH_ACTS:
            rule, at = definition.acts[act], f"acts.{act}"
            self._acts[act] = _Ready(
                rule=rule,
                any=group(rule.any, f"{at}.any"),
                given=tuple((c, group(p, f"{at}.given.{c}")) for c, p in rule.given.items()),
                unless=group(rule.unless, f"{at}.unless"),
                unless_sentence=group(rule.unless_sentence, f"{at}.unless_sentence"),
                unless_turn=group(rule.unless_turn, f"{at}.unless_turn"),
                several=group(rule.several, f"{at}.several"),
            )
        self._numbers = {act: ready.numbers for act, ready in self._acts.items()}

    def ahead(self, said: Sequence[Said]) -> PatternRecogniser:
        """Return this recogniser: nothing is gained by reading turns together."""
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        """Return the acts of ``text``: see ``Recogniser``. The customer's own words said back do nothing."""
        if not text.strip() or (context and bare(text) == bare(context)):
            return ()
        reading = _Reading(self, text, context)
        found: dict[SpeechAct, Span] = {}
        left = self._sieve.left(reading.folded)
        for act, ready in self._acts.items():
            if self._numbers[act].isdisjoint(left):
                continue
            span = reading.evidence(ready)
            if span is not None:
                found[act] = span
        kept = [
            Recognition(act, text[span.start : span.end], span.start, span.end)
            for act, span in found.items()
            if not any(other in found for other in self._acts[act].rule.unless_acts)
        ]
        return tuple(sorted(kept, key=lambda recognition: (recognition.start, recognition.end)))

    def traces(self, text: str, context: str | None = None) -> frozenset[tuple[SpeechAct, Trace]]:
        """Return what the patterns left, for a reader that weighs it together with other signs."""
        reading = _Reading(self, text, context)
        done: set[tuple[SpeechAct, Trace]] = {(each.act, "done") for each in self.recognise(text, context)}
        return frozenset(done).union(
            (act, trace) for act, ready in self._acts.items() for trace in reading.traces(ready)
        )

    def folded(self, text: str) -> str:
        """Return ``text`` as the patterns see it."""
        return fold(text, self._fold)

    def sentences(self, text: str) -> tuple[str, ...]:
        """Return the sentences of ``text`` as typed, in order; marks alone are none."""
        start, found = 0, []
        for sentence in self.folded(text).split("\n"):
            end = start + len(sentence)
            # The mark that closes it belongs to it: a question is told by it.
            words = text[start : end + 1].strip()
            if sum(map(str.isalnum, words)) >= _LEAST_SAID:
                found.append(words)
            start = end + 1
        return tuple(found)

    def reported(self, text: str) -> bytearray:
        """Return a mark for each character of ``text``: 1 where somebody else's words are told.

        These are what is quoted, and what follows "you said", "he told you" up to the end of the clause.
        """
        return self.reported_in(Utterance(text, self.folded(text)))

    def reported_in(self, said: Utterance) -> bytearray:
        """Return the marks of ``reported`` for an utterance that is folded already."""
        folded, places = said.folded, bytearray(len(said.folded))
        for span in said.quoted:
            places[span.start : span.end] = b"\x01" * (span.end - span.start)
        for report in self.reports.matches(folded):
            start = report.end
            while start < len(folded) and folded[start] in ': "':
                start += 1
            if start >= len(folded) or folded[start] in ",\n" or places[start]:
                continue
            end = min(said.clause(start, start + 1).end, start + _NEAR)
            places[report.end : end] = b"\x01" * (end - report.end)
        return places


class _Reading:
    """One utterance under the patterns of one language."""

    def __init__(self, language: PatternRecogniser, text: str, context: str | None) -> None:
        self._language = language
        self._said = Utterance(text, language.folded(text))
        self._context = language.folded(context) if context else ""
        self._known: dict[str, bool] = {}
        self._reported = language.reported_in(self._said)
        self._denied = self._denied_places()

    @property
    def folded(self) -> str:
        """What was said, as the patterns see it."""
        return self._said.folded

    def evidence(self, ready: _Ready) -> Span | None:
        """Return the clause that proves the act, or ``None`` if the turn does not do it."""
        rule, folded = ready.rule, self._said.folded
        if any(self._in_context(name) for name in rule.unless_context):
            return None
        standing = [match for match in self._candidates(ready) if self._stands(match, ready)]
        if not standing or ready.unless_turn.found(folded):
            return None
        if rule.once:
            if ready.several.found(folded):
                return None
            if len({self._said.clause(match.start, match.end) for match in standing}) != 1:
                return None
        best = max(standing, key=lambda match: (match.end - match.start, -match.start))
        return self._said.clause(best.start, best.end)

    def traces(self, ready: _Ready) -> Iterator[Trace]:
        """Yield what the act's patterns left, some of it several times."""
        for match in self._candidates(ready):
            yield "matched"
            if self._denied[match.start]:
                yield "denied"
            if self._reported[match.start]:
                yield "reported"
            if self._is_asked(match):
                yield "asked"

    def _candidates(self, ready: _Ready) -> Iterator[Span]:
        yield from ready.any.matches(self._said.folded)
        for name, group in ready.given:
            if self._in_context(name):
                yield from group.matches(self._said.folded)

    def _stands(self, match: Span, ready: _Ready) -> bool:
        rule, folded = ready.rule, self._said.folded
        if rule.quotation == "cancels" and self._reported[match.start] and self._reported[match.end - 1]:
            return False
        if rule.negation == "cancels" and self._denied[match.start]:
            return False
        if rule.question != "ignored":
            asked = self._is_asked(match)
            if asked == (rule.question == "cancels"):
                return False
        clause = self._near(match, self._said.clause(match.start, match.end))
        if ready.unless.found(folded, clause.start, clause.end):
            return False
        sentence = self._near(match, self._said.sentence(match.start, match.end))
        return not ready.unless_sentence.found(folded, sentence.start, sentence.end)

    @staticmethod
    def _near(match: Span, around: Span) -> Span:
        # A reply without punctuation is one sentence: looking at all of it for every match would be quadratic.
        return Span(max(around.start, match.start - _NEAR), min(around.end, match.end + _NEAR))

    def _in_context(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = bool(self._context) and self._language.contexts[name].found(self._context)
        return self._known[name]

    def _is_asked(self, match: Span) -> bool:
        if not self._said.is_question(match.start, match.end):
            return False
        sentence = self._near(match, self._said.sentence(match.start, match.end))
        return not self._language.requests.found(self._said.folded, sentence.start, sentence.end)

    def _denied_places(self) -> bytearray:
        """Mark where a match would stand within reach of a word that denies it."""
        folded, language = self._said.folded, self._language
        places, idiomatic = bytearray(len(folded)), bytearray(len(folded))
        for idiom in language.idioms.matches(folded):
            idiomatic[idiom.start : idiom.end] = b"\x01" * (idiom.end - idiom.start)
        for cue in language.denies.matches(folded):
            if idiomatic[cue.start]:
                continue
            end = cue.end
            while end < len(folded) and end <= cue.end + language.reach and folded[end] not in ",:\n":
                end += 1
            places[cue.start + 1 : end] = b"\x01" * (end - cue.start - 1)
        return places


@cache
def recogniser_for(locale: Locale) -> PatternRecogniser:
    """Return the recogniser of a language, built once and kept for the next process.

    Raises:
        DefinitionError: the language's file cannot be used.
    """
    path = Path(__file__).with_name(f"{locale}.yaml")
    return prepared(
        path,
        PatternRecogniser,
        lambda: PatternRecogniser(read_definition(path), path.name),
        program=PROGRAM,
    )


def act_ids(recognitions: Iterable[Recognition]) -> tuple[SpeechAct, ...]:
    """Return the acts alone, in the order of the recognitions."""
    return tuple(recognition.act for recognition in recognitions)

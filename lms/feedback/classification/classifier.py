"""One text in, what it is about out: the model's weights and the word rules added up, and the words that decided."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from math import exp, inf
from typing import Any

import numpy as np

from lms.feedback.classification.features import grams_of, locale_of, matter_of
from lms.feedback.classification.labels import HEADS, NO_CAUSE, Head
from lms.feedback.classification.lexicon import Lexicon, competency_table, lexicon_for
from lms.feedback.classification.meaning import meanings_of, missing
from lms.feedback.classification.model import LABELS, Model, Numbers, in_use
from scenarios.speech_acts.model_file import ModelError
from scenarios.transcript import Locale

RULE_WEIGHT = {"kind": 1.5, "cause": 1.0, "business": 1.5, "severity": 3.0, "segment": 2.0}
"""What a rule that speaks adds to the log-odds of its label; chosen on the folds of the training set."""
SAID_OUTRIGHT = 4.0
"""The same where somebody says that they complain: a case that is not opened is worse than one that a person closes."""
PLAIN_GRIEVANCE = 2.5
"""The same where a text says plainly what went wrong, and thanks, asks and suggests nothing by any rule.

Whoever wrote the training texts seldom complains in so many words (“the teller was rude”): of the texts that do, 67 of
76 are complaints.
"""
URGENT_FIRST, URGENT_FIRST_IN_FULL = 1.5, 2.0
"""What is added to the log-odds of urgent: one that is overlooked costs more than two that are looked at first.

Where one hand's texts are read with what the others wrote, nine of ten are found so, and every second that is called
urgent is.
"""
ALONE = {"kind": "complaint", "cause": "other", "business": "other", "severity": "general", "segment": "mass"}
"""What is taken where nothing speaks: a complaint is looked at by a person, an overlooked one by nobody."""
WORDS_TOLD = 4
LOOKED_AT = 12 * WORDS_TOLD
"""Grams that are tried for words to tell: many are part of a word or of each other."""

_NO_VALUES: Numbers = np.zeros(0, dtype=np.float32)
_NO_SLOPES: Numbers = np.zeros((0, len(LABELS)), dtype=np.float32)
_AT = {label: at for at, label in enumerate(LABELS)}
_SPAN = {
    head: slice(_AT[f"{head}={labels[0]}"], _AT[f"{head}={labels[-1]}"] + 1) for head, labels in HEADS.items()
}


@dataclass(frozen=True, slots=True)
class Classified:
    """What a text was found to be.

    Attributes:
        employee: how a member of staff is named in the text, if one is.
        branch: the same for a branch.
        confidence: of each head, 0–1.
        decided_by: of each head and flag that words decided, those words.
    """

    kind: str
    cause: str | None
    business: str
    flags: Sequence[str]
    severity: str
    segment: str
    competencies: Sequence[str]
    employee: str | None
    branch: str | None
    confidence: dict[str, float]
    decided_by: dict[str, list[str]]

    def as_dict(self) -> dict[str, Any]:
        """Return the keys of the exchanged shape, ready for JSON."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return told | {"flags": list(self.flags), "competencies": list(self.competencies)}


class Classifier:
    """Reads one language; with no model by rules alone, and ``missing`` says why."""

    def __init__(
        self, locale: Locale, model: Model | None, lexicon: Lexicon, missing: str | None = None
    ) -> None:
        self.locale = locale
        self.model = model
        self.lexicon = lexicon
        self.missing = missing

    def classify(self, text: str, meaning: Numbers | None = None) -> Classified:
        """Return what ``text`` is about; of an empty text, the default of each head.

        Args:
            text: what a customer wrote.
            meaning: its vector, see ``meaning.meanings_of``; without it words alone are read.
        """
        names: list[str] = []
        values, slopes = _NO_VALUES, _NO_SLOPES
        score = np.zeros(len(LABELS), dtype=np.float32)
        if self.model is not None:
            names, rows, values = self.model.signs(grams_of(text, self.locale))
            slopes = self.model.words.slopes[rows]
            score = self.model.words.bias + values @ slopes
            if meaning is not None:
                score = (
                    score + self.model.about(meaning) @ self.model.meaning.slopes + self.model.meaning.bias
                )
        else:
            for head, label in ALONE.items():
                score[_AT[f"{head}={label}"]] = 0.5
        scores: list[float] = score.tolist()
        lower = text.lower()
        if len(lower) != len(text):
            # A few letters of other scripts are two in lower case: places would not be those of the text any more.
            lower = text
        chosen: dict[str, str] = {}
        confidence: dict[str, float] = {}
        ruled: dict[str, list[str]] = {}
        for head, labels in HEADS.items():
            hits = self.lexicon.found(head, text)
            part = scores[_SPAN[head]]
            plain: list[str] = []
            if head == "kind" and not hits:
                plain = self.lexicon.found("grievance", text).get("plain", [])
                part[labels.index("complaint")] += PLAIN_GRIEVANCE if plain else 0.0
            for label in hits:
                outright = head == "kind" and label == "complaint"
                part[labels.index(label)] += SAID_OUTRIGHT if outright else RULE_WEIGHT[head]
            if head == "severity" and self.model is not None:
                part[labels.index("urgent")] += URGENT_FIRST if meaning is None else URGENT_FIRST_IN_FULL
            label, sure = _choice(head, labels, part, chosen.get("kind", ""))
            chosen[head], confidence[head] = label, round(sure, 3)
            ruled[head] = hits.get(label, plain if label == "complaint" else [])
        columns = [_AT[f"{head}={label}"] for head, label in chosen.items()]
        by_gram = _loudest(text, lower, names, values[:, None] * slopes[:, columns])
        decided = {
            head: list(dict.fromkeys([*words, *loud]))[:WORDS_TOLD]
            for (head, words), loud in zip(ruled.items(), by_gram, strict=True)
        }
        cause = None if chosen["cause"] == NO_CAUSE else chosen["cause"]
        if cause is None:
            decided["cause"] = []
        flags = self.lexicon.found("flags", text)
        mentions = self.lexicon.found("mentions", text)
        return Classified(
            kind=chosen["kind"],
            cause=cause,
            business=chosen["business"],
            flags=tuple(flags),
            severity=chosen["severity"],
            segment=chosen["segment"],
            competencies=competency_table().of(chosen["kind"], cause, text),
            employee=mentions.get("employee", [None])[0],
            branch=mentions.get("branch", [None])[0],
            confidence=confidence,
            decided_by={head: words for head, words in {**decided, **flags}.items() if words},
        )


def _choice(head: Head, labels: Sequence[str], score: list[float], kind: str) -> tuple[str, float]:
    """Return a label and how sure it is. A complaint has a cause, praise and enquiry have none."""
    if head == "cause":
        if kind in ("praise", "enquiry"):
            return NO_CAUSE, 1.0
        if kind == "complaint":
            score[labels.index(NO_CAUSE)] = -inf
    # Of a dozen numbers plain Python makes a choice sooner than an array does.
    most = max(score)
    return labels[score.index(most)], 1 / sum([exp(each - most) for each in score])


def _loudest(text: str, lower: str, names: Sequence[str], shares: Numbers) -> list[list[str]]:
    """Return, for each label, what spoke loudest as the text has it: whole words, none of them part of another.

    Args:
        text: as it was written.
        lower: the same in lower case, letter by letter.
        names: the grams met, as the model knows them.
        shares: what each adds for each label; (names, labels).
    """
    order = np.argsort(-shares, axis=0)[:LOOKED_AT]
    loudest = np.take_along_axis(shares, order, axis=0)
    # What speaks for one label mostly speaks for others, too: where it stands is looked for once.
    stands: dict[str, int] = {}
    heard: list[list[str]] = []
    for places, loud in zip(order.T.tolist(), loudest.T.tolist(), strict=True):
        told: list[str] = []
        kept: list[str] = []
        for at, share in zip(places, loud, strict=True):
            if share <= 0 or len(told) == WORDS_TOLD:
                break
            name = names[at]
            if len(name) == 1 or _overlaps(name, kept):
                continue
            # Grams run over punctuation and, in English, stand for parts of words as well: neither is for a reader.
            if (start := stands.get(name)) is None:
                start = stands[name] = _whole(lower, name)
            if start >= 0:
                told.append(text[start : start + len(name)])
                kept.append(name)
        heard.append(told)
    return heard


def _overlaps(name: str, others: Sequence[str]) -> bool:
    for other in others:  # noqa: SIM110  a generator costs more than what it asks
        if name in other or other in name:
            return True
    return False


def _whole(text: str, name: str) -> int:
    """Return where a name first stands, not within a word unless it is Chinese; −1 where it does not."""
    start = text.find(name)
    if start < 0 or not name.isascii():
        return start
    while start >= 0 and (
        (name[:1].isalnum() and text[start - 1 : start].isalnum())
        or (name[-1:].isalnum() and text[start + len(name) : start + len(name) + 1].isalnum())
    ):
        start = text.find(name, start + 1)
    return start


@cache
def classifier_for(locale: Locale) -> Classifier:
    """Return the classifier of a language, with the model in use if there is one.

    Raises:
        LexiconError: the word rules are missing or not what they should be.
    """
    try:
        return Classifier(locale, in_use(locale).model, lexicon_for(locale))
    except ModelError as error:
        return Classifier(locale, None, lexicon_for(locale), str(error))


def classify(text: str) -> Classified:
    """Return what a text is about by its words alone, in whichever of the two languages it is; half a millisecond."""
    return classifier_for(locale_of(text)).classify(matter_of(text))


def classify_in_full(text: str) -> Classified:
    """Return what a text is about by its words and what it means as a whole; some 30 ms.

    By its words alone where meaning cannot be read here, see ``meaning.missing``.
    """
    classifier, matter = classifier_for(locale_of(text)), matter_of(text)
    if classifier.model is None or missing() is not None:
        return classifier.classify(matter)
    return classifier.classify(matter, meanings_of([matter])[0])

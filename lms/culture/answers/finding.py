"""Finding an answer while a customer waits: words to say, the rule behind them, what others did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lms.culture.answers.entry import Entry, Group
from lms.culture.answers.keeping import kept_keys
from lms.culture.answers.ranking import Index, Ranked, ranked
from lms.culture.answers.room import AnswerRoom
from lms.culture.answers.terms import asked_for, is_chinese, latin_words, terms_of
from lms.culture.answers.told import told_entries
from lms.feedback.findings import root_causes
from lms.people import Action, Actor, require
from lms.platform.settings import Locale
from scenarios.transcript import LOCALES

LONGEST = 80
MOST, MOST_TOLD = 60, 500
SHOWN: Mapping[Group, int] = {"say": 6, "rule": 3, "told": 3}
"""So many of each group are shown at once."""
FAR_BEHIND = 0.35
"""What fits less than a third as well as the best of all is not shown: nobody reads on that far in ten seconds."""
OVER = ("held",)
"""States of a root cause that is mended for good: there is nothing left to explain."""


@dataclass(frozen=True)
class Hit:
    """An entry that was found; ``kept`` is whether the actor keeps it."""

    entry: Entry
    kept: bool


@dataclass(frozen=True)
class Answer:
    """What was found, by group, the best first.

    Attributes:
        locale: the language in which was looked.
    """

    locale: Locale
    groups: Mapping[Group, tuple[Hit, ...]]

    @property
    def nothing(self) -> bool:
        """Whether there is none."""
        return not any(self.groups.values())


def find_answers(answers: AnswerRoom, *, actor: Actor, words: str, locale: Locale) -> Answer:
    """Find what fits a question.

    The language is the question's own: whoever asks in Chinese wants Chinese words. A single Latin word may be
    a name in any language and is looked for in the reader's first.

    Args:
        answers: the knowledge base.
        actor: who asks.
        words: the question as it was typed; what is beyond ``LONGEST`` is left out.
        locale: the reader's language.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    asked = words.replace("\x00", "").strip()[:LONGEST]
    tried = locale
    for tried in _languages(asked, locale):
        found = _found(answers, actor, asked, tried)
        if found:
            kept = kept_keys(answers.context, actor)
            return Answer(tried, _grouped(found, kept))
    return Answer(tried, _grouped((), frozenset()))


def entries_of(
    answers: AnswerRoom, *, actor: Actor, keys: Sequence[str], locale: Locale
) -> tuple[Entry, ...]:
    """Entries as they stand now and as far as the actor may read them, in the order of their keys.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    there: dict[str, Entry] = {}
    for one in (locale, *(other for other in LOCALES if other != locale)):
        entries = answers.book(one).entries
        there |= {key: entries[key] for key in keys if key in entries and key not in there}
    there |= {entry.key: entry for entry in _explained(answers, actor) if entry.key in keys}
    there |= told_entries(answers.context, [key for key in keys if key not in there])
    return tuple(_filled(there[key], actor, locale) for key in keys if key in there)


def best_keys(answers: AnswerRoom, words: str, locale: Locale) -> tuple[Ranked, ...]:
    """What of all that everybody may read fits a question in a language. For services: nothing here asks who asks."""
    return ranked([answers.book(locale).index, answers.told()], asked_for(words, locale), most=MOST)


def story_keys(answers: AnswerRoom, words: str, locale: Locale) -> tuple[str, ...]:
    """Ids of service stories that fit some words, the best first. For services: nothing here asks who asks."""
    asked = words.replace("\x00", "").strip()[:LONGEST]
    best = ranked([answers.told()], asked_for(asked, locale), most=MOST_TOLD) if asked else ()
    return tuple(one.key.removeprefix("story:") for one in best if one.key.startswith("story:"))


def _languages(asked: str, locale: Locale) -> tuple[Locale, ...]:
    if not asked:
        return ()
    if is_chinese(asked):
        return ("zh-CN",)
    return ("en", "zh-CN") if latin_words(asked) > 1 or locale == "en" else (locale, "en")


def _found(answers: AnswerRoom, actor: Actor, asked: str, locale: Locale) -> list[Entry]:
    explained = {entry.key: entry for entry in _explained(answers, actor)}
    own = Index([(key, terms_of([(one.words, 2.0)])) for key, one in explained.items()])
    book = answers.book(locale)
    best = ranked([book.index, answers.told(), own], asked_for(asked, locale), most=MOST)
    near = [one.key for one in best if one.score >= FAR_BEHIND * best[0].score]
    told = told_entries(
        answers.context, [key for key in near if key not in book.entries and key not in explained]
    )
    there = {**book.entries, **explained, **told}
    return [_filled(there[key], actor, locale) for key in near if key in there]


def _explained(answers: AnswerRoom, actor: Actor) -> tuple[Entry, ...]:
    """What the actor's own branch may tell customers while something is being mended."""
    return tuple(
        Entry(
            f"explain:{one.ticket_id}", "explain", "", one.explain, unit_id=one.unit.unit_id, at=one.opened_at
        )
        for one in root_causes(answers.context, actor=actor)
        if one.unit.unit_id == actor.unit_id and one.state not in OVER and one.explain
    )


def _filled(entry: Entry, actor: Actor, locale: Locale) -> Entry:
    """Words of the case desk with what is known of whoever says them; the rest is left open for them to fill in."""
    if entry.kind not in ("calming", "reply"):
        return entry
    known = {"handler": actor.name(locale), "number": "……", "until": "……", "branch": "……"}
    words = entry.words
    for name, value in known.items():
        words = words.replace("{" + name + "}", value)
    return replace(entry, words=words)


def _grouped(found: Iterable[Entry], kept: frozenset[str]) -> Mapping[Group, tuple[Hit, ...]]:
    groups: dict[Group, list[Hit]] = {group: [] for group in SHOWN}
    for entry in found:
        if len(groups[entry.group]) < SHOWN[entry.group]:
            groups[entry.group].append(Hit(entry, entry.key in kept))
    return {group: tuple(hits) for group, hits in groups.items()}

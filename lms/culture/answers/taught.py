"""Entries out of what is published: lessons' words to say with the rules they rest on, and the register's rules.

Beside them stand the words that calm and the replies of the case desk (``content/feedback``).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lms.catalogue.teaching.lesson import CaseText, Lesson, Prose, Wording, Wordings
from lms.catalogue.teaching.rules import Citation, Rule, RuleRegister
from lms.culture.answers.entry import Cited, Entry, Sought
from lms.culture.answers.terms import asked_as
from lms.feedback.cases.templates import Words, all_words
from lms.feedback.classification.labels import CAUSES
from lms.feedback.words import CAUSE_NAMES
from lms.platform.i18n import translator
from lms.platform.settings import Locale

SAID, ASKED, ABOUT, AROUND = 2.0, 2.0, 0.6, 0.3
"""How much a word counts where it stands: in what is said, what it is asked as, its subject, what is around."""


@dataclass
class Taught:
    """Entries by their keys, and as they are looked through."""

    entries: dict[str, Entry] = field(default_factory=dict)
    sought: list[Sought] = field(default_factory=list)

    def add(self, entry: Entry, *pieces: tuple[str, float]) -> None:
        """Keep one."""
        if entry.key not in self.entries:
            self.entries[entry.key] = entry
            self.sought.append(Sought(entry.key, pieces))


@dataclass
class _Use:
    clauses: list[str] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)


def taught_entries(lessons: Iterable[Lesson], register: RuleRegister | None, locale: Locale) -> Taught:
    """All there is in one language."""
    found = Taught()
    names = asked_as(locale)
    rules = {} if register is None else register.by_id()
    uses: dict[str, _Use] = {}
    for lesson in lessons:
        ref, front = lesson.ref, lesson.front
        cited = _cited(lesson.front.rules, rules)
        for one in lesson.front.rules:
            use = uses.setdefault(one.rule, _Use())
            use.lessons.append(lesson)
            if one.clause and one.clause not in use.clauses:
                use.clauses.append(one.clause)
        around = "\n".join(part.text for part in lesson.parts if isinstance(part, CaseText | Prose))
        for place, pair in enumerate(_pairs(lesson)):
            entry = Entry(
                f"say:{ref}:{place}",
                "say",
                front.title,
                pair.say,
                rather_not=pair.rather_not,
                why=pair.why,
                rests_on=cited,
                lesson=ref,
                competency=front.competencies[0],
            )
            said = f"{pair.rather_not}\n{pair.say}"
            asked = " ".join((names.lessons.get(ref, ""), names.lessons.get(f"{ref}:{place}", "")))
            found.add(
                entry,
                (said, SAID),
                (asked, ASKED),
                (f"{pair.why}\n{front.title}\n{front.summary}", ABOUT),
                (around, AROUND),
            )
    for rule in rules.values():
        _add_rule(found, rule, uses.get(rule.id, _Use()))
    _add_words(found, locale)
    return found


def _pairs(lesson: Lesson) -> Iterator[Wording]:
    for part in lesson.parts:
        if isinstance(part, Wordings):
            yield from part.pairs


def _cited(citations: Iterable[Citation], rules: Mapping[str, Rule]) -> tuple[Cited, ...]:
    """Rules behind a lesson: those with a clause first, and a whole rule only where no clause of it is named."""
    there = [one for one in citations if one.rule in rules]
    exact = {one.rule for one in there if one.clause}
    told = [one for one in there if one.clause or one.rule not in exact]
    return tuple(
        Cited(rules[one.rule].title, one.clause, one.effective or rules[one.rule].effective)
        for one in sorted(told, key=lambda one: one.clause is None)
    )


def _add_rule(found: Taught, rule: Rule, use: _Use) -> None:
    clauses: list[str | None] = [*use.clauses] or [None]
    cited = tuple(Cited(rule.title, clause, rule.effective) for clause in clauses)
    lesson = use.lessons[0].ref if use.lessons else None
    about = "\n".join(f"{one.front.title}\n{one.front.summary}" for one in use.lessons)
    entry = Entry(f"rule:{rule.id}", "rule", "", rule.title, rests_on=cited, lesson=lesson)
    found.add(entry, ("\n".join((rule.title, *rule.also)), SAID), (about, AROUND))


def _add_words(found: Taught, locale: Locale) -> None:
    calming, replies = all_words(locale)
    for one in calming:
        _add_one(found, one, "calming", locale)
    for one in replies:
        _add_one(found, one, "reply", locale)


def _add_one(found: Taught, one: Words, kind: str, locale: Locale) -> None:
    tr = translator(locale)
    # The titles are the files' own: an entry keeps its key as long as it keeps its title.
    key = f"{kind}:{hashlib.sha256(one.title.encode()).hexdigest()[:16]}"
    causes = "\n".join(tr.gettext(CAUSE_NAMES[cause]) for cause in one.causes if cause in CAUSES)
    entry = Entry(key, "calming" if kind == "calming" else "reply", one.title, one.words.strip())
    asked = asked_as(locale).words.get(one.title, "")
    found.add(entry, (f"{one.title}\n{one.words}", SAID), (asked, ASKED), (causes, ABOUT))

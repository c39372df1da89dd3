"""What can be found while a customer waits: an entry is words to say, or what they rest on, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from lms.people import PersonCard

Kind = Literal["say", "calming", "reply", "explain", "rule", "model", "story", "letter"]
Group = Literal["say", "rule", "told"]

GROUPS: Mapping[Kind, Group] = {
    "say": "say",
    "calming": "say",
    "reply": "say",
    "explain": "say",
    "rule": "rule",
    "model": "told",
    "story": "told",
    "letter": "told",
}
"""Words to say come first, then rules, then what customers told."""
KEY_LONGEST = 120


@dataclass(frozen=True)
class Cited:
    """A rule that words rest on; ``clause`` and ``effective`` as far as they are known."""

    title: str
    clause: str | None
    effective: date | None


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    Attributes:
        key: the same in both languages where the same thing is said in both.
        title: what it is about; empty where the words speak for themselves.
        words: to be said, or read.
        rather_not: what one is tempted to say instead.
        why: why it is better so.
        rests_on: the rules behind it.
        lesson: whose words they are, to read on.
        person: who is praised or tells it; none where they did not want their name there.
        at: when it was said.
    """

    key: str
    kind: Kind
    title: str
    words: str
    rather_not: str = ""
    why: str = ""
    rests_on: tuple[Cited, ...] = ()
    lesson: str | None = None
    competency: str | None = None
    person: PersonCard | None = None
    unit_id: str | None = None
    at: datetime | None = None

    @property
    def group(self) -> Group:
        """Below which heading it stands."""
        return GROUPS[self.kind]


@dataclass(frozen=True)
class Sought:
    """An entry as it is looked through: pieces of text, and how much each of them counts."""

    key: str
    pieces: tuple[tuple[str, float], ...] = field(default=())

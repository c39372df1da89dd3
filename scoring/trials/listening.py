"""The reader that judges trials: the one that marks visits, with what it has heard remembered.

Over many seeds a script meets the same words of a customer again and again, and hearing is what takes long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scenarios.speech_acts import Recogniser, Recognition
from scenarios.speech_acts.recogniser import Said
from scenarios.transcript import Locale


@dataclass(slots=True)
class RememberingReader:
    """Hears each turn once, whoever says it again to the same words. Not to be shared between threads."""

    reader: Recogniser
    _known: dict[Said, tuple[Recognition, ...]] = field(default_factory=dict)

    def ahead(self, said: Sequence[Said]) -> RememberingReader:
        """Hear what is new in these turns together."""
        new = [each for each in dict.fromkeys(said) if each not in self._known]
        listening = self.reader.ahead(new)
        self._known |= {each: listening.recognise(*each) for each in new}
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        """Return the acts of ``text``: see ``Recogniser``."""
        self.ahead([(text, context)])
        return self._known[text, context]


def reader_of_trials(locale: Locale) -> RememberingReader:
    """Return a reader that marks as visits are marked: in full; by patterns where the full reader is not at hand."""
    from scenarios.speech_acts.full_reader import judging_reader_for

    return RememberingReader(judging_reader_for(locale))

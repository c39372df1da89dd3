"""Who plays the customer, in the reader's words: the same wherever an attempt is shown."""

from collections.abc import Iterable, Sequence

from lms.platform.i18n import Translator
from lms.practice.views import AttemptCard, TurnView
from scenarios.built_in import BUILT_IN
from scenarios.customer import LLM_ENGINE

FALLBACK = "fallback"
"""What the note begins with on a turn that the built-in customer took over."""


def engine_label(engine: str, tr: Translator) -> str:
    """An engine by its name: ``built-in`` or ``llm:<model>``; a model nobody named is a model."""
    _, model = tr.gettext, engine.removeprefix(LLM_ENGINE)
    if engine == BUILT_IN:
        return _("Built-in customer")
    return _("Model {model}").format(model=model) if model else _("A model")


def engine_of(card: AttemptCard) -> str:
    """The engine an attempt was opened with, by its name."""
    return BUILT_IN if card.engine == "built-in" else f"{LLM_ENGINE}{card.model or ''}"


def played_by(tr: Translator, card: AttemptCard, turns: Iterable[TurnView]) -> str:
    """Who played in an attempt: every model that spoke, and for how many turns the built-in customer stepped in.

    The first words, and the last where the trainee or the clock ended it, are the author's own with every engine:
    nobody stepped in for them.
    """
    if card.engine == "built-in":
        return engine_label(BUILT_IN, tr)
    answers = [turn for turn in turns if turn.speaker == "customer" and turn.engine]
    models = dict.fromkeys(turn.engine for turn in answers if turn.engine and turn.engine != BUILT_IN)
    said = [engine_label(engine, tr) for engine in models or [engine_of(card)]]
    stood_in = sum(map(_is_stand_in, answers))
    if stood_in:
        times = tr.ngettext(
            "the built-in customer stepped in for {count} turn",
            "the built-in customer stepped in for {count} turns",
            stood_in,
        )
        said.append(times.format(count=stood_in))
    return " · ".join(said)


def stepped_in(turns: Sequence[TurnView]) -> bool:
    """Whether the built-in customer spoke the last words in place of a model."""
    return bool(turns) and _is_stand_in(turns[-1])


def _is_stand_in(turn: TurnView) -> bool:
    return turn.engine == BUILT_IN and any(note.startswith(FALLBACK) for note in turn.notes)

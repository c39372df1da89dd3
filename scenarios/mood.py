"""How treatment moves a customer's mood.

The table of effects is ours; its shape follows what service research reports and published simulators miss: a loss
weighs about twice a gain (Kahneman and Tversky, prospect theory), a kindness repeated is worth less each time, and
an angry person is slower to calm than a calm one is to anger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.persona import Persona
from scenarios.schema import Band, Mood
from scenarios.speech_acts.acts import SpeechAct

Feeling = Literal["anger", "anxiety", "trust", "confusion"]
FEELINGS: tuple[Feeling, ...] = ("anger", "anxiety", "trust", "confusion")

# anger, anxiety, trust, confusion
EFFECTS: Mapping[SpeechAct, tuple[float, float, float, float]] = {
    "greet": (0.0, 0.0, 0.03, 0.0),
    "address": (-0.02, 0.0, 0.04, 0.0),
    "ask_open": (-0.03, -0.02, 0.06, 0.0),
    "ask_purpose": (0.0, 0.0, 0.02, 0.0),
    "restate": (-0.06, -0.04, 0.09, -0.05),
    "empathise": (-0.14, -0.10, 0.13, 0.0),
    "apologise": (-0.12, -0.03, 0.07, 0.0),
    "thank": (-0.03, 0.0, 0.04, 0.0),
    "explain_plain": (-0.02, -0.06, 0.06, -0.16),
    "use_jargon": (0.05, 0.03, -0.05, 0.20),
    "one_step": (0.0, -0.03, 0.02, -0.10),
    "check_understanding": (-0.01, -0.03, 0.04, -0.10),
    "offer_help": (-0.08, -0.10, 0.10, -0.05),
    "offer_choice": (-0.06, -0.04, 0.06, 0.0),
    "offer_person": (-0.07, -0.08, 0.07, -0.06),
    "next_step": (-0.08, -0.08, 0.07, -0.03),
    "commit_time": (-0.10, -0.08, 0.09, 0.0),
    "verify_identity": (0.0, 0.0, 0.0, 0.0),
    "protect_privacy": (0.0, -0.02, 0.04, 0.0),
    "warn_fraud": (0.0, 0.05, 0.03, 0.0),
    "involve_trusted": (-0.02, -0.06, 0.05, 0.0),
    "refuse": (0.13, 0.06, -0.06, 0.0),
    "give_reason": (-0.05, -0.03, 0.06, -0.05),
    "escalate": (-0.08, -0.03, 0.06, 0.0),
    "accept_complaint": (-0.15, -0.04, 0.10, 0.0),
    "close": (0.0, 0.0, 0.0, 0.0),
    "hurry": (0.18, 0.10, -0.12, 0.06),
    "blame": (0.28, 0.05, -0.20, 0.0),
    "dismiss": (0.26, 0.08, -0.20, 0.0),
    "rude": (0.40, 0.08, -0.30, 0.0),
    "over_promise": (-0.05, -0.05, 0.04, 0.0),
    "leak_privacy": (0.02, 0.03, -0.05, 0.0),
    "aid_fraud": (0.0, 0.0, 0.0, 0.0),
}

SOFTENS_REFUSAL: frozenset[SpeechAct] = frozenset({"give_reason", "offer_choice", "empathise", "next_step"})
REPEATED = (1.0, 0.6, 0.4, 0.25)
"""What a kindness is worth the first, second, third time, and after that."""
ANGRY = 0.65
"""Anger from which the customer speaks as an angry person."""
HARD_TO_CALM = 0.7
"""The factor by which kindness helps less above that."""
AT_ONCE: Mapping[Feeling, float] = {"anger": 0.13, "anxiety": 0.14, "trust": 0.13, "confusion": 0.4}
"""How far kindness takes an ordinary person in one turn: nobody is turned round in a sentence, however full."""
LOST_PATIENCE = 0.08
"""Anger added by each turn without progress after patience has run out."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that moved one feeling.

    Attributes:
        cause: the speech act, or ``no_progress`` or ``nothing_said``.
        feeling: which feeling it moved.
        by: how far, −1 to 1.
    """

    cause: str
    feeling: Feeling
    by: float


def move(
    mood: Mood,
    *,
    acts: Sequence[SpeechAct],
    before: Mapping[str, int],
    persona: Persona,
    stalled: int = 0,
    silent: bool = False,
) -> tuple[Mood, tuple[Moved, ...]]:
    """Return the mood after a trainee turn, and what moved it, the strongest first.

    Args:
        mood: the mood before the turn.
        acts: the speech acts of the turn.
        before: how often each act was done in earlier turns.
        persona: whose temperament scales the effects.
        stalled: turns without progress so far, this one included.
        silent: nothing was said, or as good as nothing.
    """
    change = dict.fromkeys(FEELINGS, 0.0)
    moved: list[Moved] = []

    def add(cause: str, feeling: Feeling, by: float) -> None:
        if abs(by) >= 0.001:
            change[feeling] += by
            moved.append(Moved(cause, feeling, round(by, 3)))

    gentle = bool(SOFTENS_REFUSAL & set(acts))
    for act in acts:
        worn = REPEATED[min(before.get(act, 0), len(REPEATED) - 1)]
        for feeling, effect in zip(FEELINGS, EFFECTS[act], strict=True):
            by = effect * _special(act, feeling, acts, persona, gentle)
            by *= (
                _gain(feeling, mood, persona, worn) if _is_good(feeling, effect) else _loss(feeling, persona)
            )
            add(act, feeling, by)
    if silent:
        add("nothing_said", "anger", 0.03 * _loss("anger", persona))
        add("nothing_said", "trust", -0.02)
    if stalled > persona.temperament.patience:
        add("no_progress", "anger", LOST_PATIENCE * _loss("anger", persona))
    moved = _no_faster_than_people_are(moved, mood, persona)
    change = {f: sum(m.by for m in moved if m.feeling == f) for f in FEELINGS}
    moved.sort(key=lambda m: -abs(m.by))
    now = {f: round(min(1.0, max(0.0, getattr(mood, f) + change[f])), 4) for f in FEELINGS}
    return Mood(**now), tuple(moved)


def _no_faster_than_people_are(moved: list[Moved], mood: Mood, persona: Persona) -> list[Moved]:
    """Shrink what was gained in a turn, evenly over its causes, to what one turn can gain."""
    kept = [m for m in moved if not _is_good(m.feeling, m.by)]
    for feeling in FEELINGS:
        gains = [m for m in moved if m.feeling == feeling and _is_good(feeling, m.by)]
        most = AT_ONCE[feeling] * _gain(feeling, mood, persona, 1.0)
        total = sum(abs(m.by) for m in gains)
        share = min(1.0, most / total) if total else 1.0
        kept += [Moved(m.cause, feeling, round(m.by * share, 3)) for m in gains]
    return kept


def _is_good(feeling: Feeling, effect: float) -> bool:
    return effect > 0 if feeling == "trust" else effect < 0


def _gain(feeling: Feeling, mood: Mood, persona: Persona, worn: float) -> float:
    """Return the factor on an effect for the better."""
    if feeling == "anger":
        hard = HARD_TO_CALM if mood.anger > ANGRY else 1.0
        return worn * (0.5 + persona.temperament.forgiveness) * hard
    if feeling == "trust":
        return worn * (0.5 + persona.temperament.openness)
    return worn


def _loss(feeling: Feeling, persona: Persona) -> float:
    """Return the factor on an effect for the worse."""
    scale = {"anger": persona.temperament.irritability, "anxiety": persona.temperament.worry}
    return 0.5 + scale.get(feeling, 0.5)


def _special(
    act: SpeechAct, feeling: Feeling, acts: Sequence[SpeechAct], persona: Persona, gentle: bool
) -> float:
    """Return the factor for what else was said in the turn, and to whom."""
    if act == "refuse" and gentle:
        return 0.3
    if act == "offer_person":
        return 0.5 + persona.abilities.wants_person
    if act == "use_jargon" and feeling == "confusion" and "explain_plain" in acts:
        return 0.4
    return 1.0


def band(mood: Mood) -> Band:
    """Return how the customer speaks: angry from anger 0.65, tense from anger 0.4 or anxiety or confusion 0.65."""
    if mood.anger >= ANGRY:
        return "angry"
    if mood.anger >= 0.4 or mood.anxiety >= 0.65 or mood.confusion >= 0.65:
        return "tense"
    return "calm"

"""How a mood shows: the word for it, and what it does to brows, eyes and mouth."""

from dataclasses import dataclass
from typing import Literal

MoodWord = Literal["calm", "warm", "uneasy", "worried", "confused", "annoyed", "angry", "furious"]


@dataclass(frozen=True, slots=True)
class MoodFace:
    """A mood as the face shows it; every value runs from 0 (none) to 1 (as much as there can be)."""

    anger: float = 0.0
    anxiety: float = 0.0
    trust: float = 0.4
    confusion: float = 0.0


# The face of somebody who waits for you to speak: shown where no mood may be told, as in an exam.
NEUTRAL = MoodFace(anger=0.0, anxiety=0.0, trust=0.4, confusion=0.0)


@dataclass(frozen=True, slots=True)
class Expression:
    """Where the features stand. Lengths are in the portrait's own units (the picture is 200 wide).

    ``brow_inner`` and ``brow_outer`` are downward shifts of the brows' ends; ``brow_lift`` raises the
    right brow alone. ``lid`` and ``lower`` are the openings above and below the eye's axis. ``gaze`` is
    the pupils' shift right and down. ``smile`` runs from -1 (corners down) to 1. ``mouth_open`` is the
    gap between the lips and ``mouth_half`` half the mouth's width. ``tilt`` is in degrees.
    ``flush``, ``frown``, ``sweat`` and ``puzzle`` are opacities from 0 to 1.
    """

    brow_inner: float
    brow_outer: float
    brow_lift: float
    lid: float
    lower: float
    iris: float
    gaze: tuple[float, float]
    smile: float
    mouth_open: float
    mouth_half: float
    mouth_skew: float
    tilt: float
    flush: float
    blush: float
    frown: float
    worry: float
    sweat: float
    puzzle: float


def mood_word(mood: MoodFace) -> MoodWord:
    """Name the feeling that a bystander would name first.

    Anger speaks before worry, worry before confusion, when equally strong: furious from 0.80, angry
    from 0.60, annoyed from 0.35; worried from 0.60, uneasy from 0.35; confused from 0.45. Confusion
    or worry win over mere annoyance when they are stronger. With none of these, trust from 0.60 is warm.
    """
    anger, anxiety, trust, confusion = _within(mood)
    if anger >= 0.80:
        return "furious"
    if anger >= 0.60:
        return "angry"
    loudest = max(anger, anxiety, confusion)
    if anger >= 0.35 and anger == loudest:
        return "annoyed"
    if anxiety >= 0.60 and anxiety >= confusion:
        return "worried"
    if confusion >= 0.45 and confusion >= anxiety:
        return "confused"
    if anxiety >= 0.35:
        return "worried" if anxiety >= 0.60 else "uneasy"
    if anger >= 0.35:
        return "annoyed"
    return "warm" if trust >= 0.60 else "calm"


def expression_of(mood: MoodFace | None) -> Expression:
    """Turn a mood into the stand of the features; ``None`` gives the neutral face. Continuous in the mood."""
    anger, anxiety, trust, confusion = _within(mood or NEUTRAL)
    # Nobody beams while furious or frightened: the strong feelings mute the friendly one.
    ease = trust * (1 - 0.9 * anger) * (1 - 0.6 * anxiety) * (1 - 0.3 * confusion)
    rage = _above(anger, 0.7)
    fear = _above(anxiety, 0.55)
    return Expression(
        brow_inner=4.6 * anger - 5.2 * anxiety * (1 - 0.8 * anger) - 0.8 * confusion - 0.4 * ease,
        brow_outer=-1.8 * anger + 1.6 * anxiety - 1.2 * ease,
        brow_lift=4.6 * confusion * (1 - 0.5 * anger),
        lid=5.0
        - 1.1 * anger
        + 1.35 * anxiety
        - 0.7 * _above(trust, 0.5) * ease
        + 1.0 * rage
        + 0.5 * confusion,
        lower=3.4 - 0.9 * anger + 0.5 * anxiety - 1.7 * _above(trust, 0.45) * ease,
        iris=3.7 - 0.35 * anxiety - 0.2 * rage,
        gaze=(1.6 * confusion - 1.4 * fear * (1 - anger), 0.5 * fear - 1.1 * confusion),
        smile=_clip(0.95 * ease - 0.12 - 0.75 * anger - 0.55 * anxiety - 0.25 * confusion, -1.0, 1.0),
        mouth_open=7.5 * rage + 3.0 * fear * (1 - anger) + 3.6 * _above(trust, 0.7) * ease + 0.9 * confusion,
        mouth_half=9.6 + 2.4 * ease - 1.8 * anxiety - 1.6 * confusion + 0.6 * anger + 2.2 * rage,
        mouth_skew=1.9 * confusion * (1 - anger),
        tilt=5.5 * confusion * (1 - 0.7 * anger) - 1.8 * ease + 1.2 * anxiety,
        flush=0.62 * _above(anger, 0.25),
        blush=0.2 + 0.25 * ease,
        frown=_above(anger, 0.2),
        worry=_above(max(anxiety * (1 - 0.7 * anger), 0.7 * confusion), 0.3),
        sweat=_above(anxiety, 0.5),
        puzzle=_above(confusion, 0.45) * (1 - 0.6 * anger),
    )


def _within(mood: MoodFace) -> tuple[float, float, float, float]:
    return (
        _clip(mood.anger, 0.0, 1.0),
        _clip(mood.anxiety, 0.0, 1.0),
        _clip(mood.trust, 0.0, 1.0),
        _clip(mood.confusion, 0.0, 1.0),
    )


def _clip(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def _above(value: float, threshold: float) -> float:
    """How far a value lies beyond a threshold, 0 below it and 1 at the top."""
    return max(0.0, (value - threshold) / (1 - threshold))

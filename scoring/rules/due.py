"""Where a thing that was not done was due: the trainee's turn that would be said differently."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.cues import CustomerCue
from scoring.rules.reading import Reading, Sign

_AFTER: Mapping[str, tuple[CustomerCue, ...]] = {
    "feeling_first": ("feeling",),
    "apology": ("trouble",),
    "plain_words": ("asks_why", "confused"),
    "paced": ("confused", "frail"),
    "person_offered": ("machine", "cash"),
    "complaint_taken": ("complains",),
    "reason_and_way": ("was_refused",),
    "time_given": ("asks_when",),
    "identity_checked": ("account",),
    "fraud_probed": ("fraud_sign", "fraud_hint"),
    # Not on a mere hint: nobody can warn of a caller of whom nothing was said yet.
    "fraud_stopped": ("fraud_sign",),
}
"""The customer's cue that the next trainee turn was to answer."""

_WITH: Mapping[str, tuple[Sign, ...]] = {
    "plain_words": ("use_jargon", "refuse"),
    "reason_and_way": ("refuse", "declines"),
    "time_given": ("accept_complaint", "follows_up", "next_step"),
    "owned": ("follows_up", "refuse", "accept_complaint"),
    "identity_checked": ("acts_on_account", "carries_out"),
    "suitable_and_disclosed": ("sells",),
}
"""What the trainee said that asked for the rest."""

_AT_THE_END = frozenset(
    {"closing", "time_given", "owned", "reason_and_way", "complaint_taken", "fraud_stopped"}
)


def turn_due(criterion: str, reading: Reading) -> int | None:
    """Return the index of the trainee turn where ``criterion`` was due, or ``None`` if the trainee never spoke."""
    if not reading.trainee:
        return None
    said = reading.find(*_WITH.get(criterion, ()))
    if said is not None:
        return said.place.turn
    heard = reading.heard_and_answered(*_AFTER.get(criterion, ()))
    if heard is not None:
        return next(turn.index for turn in reading.trainee if turn.index > heard)
    if criterion == "courtesy":
        plain = (turn.index for turn in reading.trainee if not turn.holds("polite"))
        return next(plain, reading.trainee[0].index)
    return reading.trainee[-1 if criterion in _AT_THE_END else 0].index

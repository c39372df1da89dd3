"""The built-in customer: speaks the scenario's own lines. Offline, deterministic by seed, never twice the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from scenarios.customer import Reply, Scene
from scenarios.mood import band
from scenarios.schema import CustomerAct, Line
from scenarios.spacing import DIRECTION
from scenarios.state import mark_of, spoken

BUILT_IN = "built-in"

RELATED: tuple[CustomerAct, ...] = ("insist", "hesitate", "worry", "detail")
"""Acts whose lines serve, in this order, when an act's own are used up."""

CONTENT: tuple[CustomerAct, ...] = ("accept", "soften")
"""Acts whose lines serve before those when thanks are used up: nobody complains anew in place of a thank you."""

VARIED = {
    "zh-CN": (
        "我再说一遍，",
        "还是那句话，",
        "我刚才就说了，",
        "您听我说，",
        "说来说去，",
        "反正就是，",
        "跟您说实话，",
        "我就想问问，",
    ),
    "en": (
        "Like I said: ",
        "I'll say it again. ",
        "I told you already. ",
        "Please listen. ",
        "It's still the same. ",
        "To be honest with you: ",
        "I keep coming back to it. ",
        "One more time, then. ",
    ),
}
"""Ways in which a person says the same thing again; used only when every line has been spoken."""


class BuiltInCustomer:
    """Plays the customer from the scenario's authored lines."""

    engine = BUILT_IN

    def realise(self, scene: Scene) -> Reply:
        """Find words for the plan: an unused authored line that fits the act and the mood."""
        return Reply(chunks=_pieces(choose(scene)), engine=BUILT_IN)


def choose(scene: Scene) -> Line:
    """Return the line to speak.

    The plan's own lines come first, then the act's lines in the present mood, then in another mood, then lines of
    related acts; at last a line is said again in other words.
    """
    plan, state = scene.plan, scene.state
    dice = random.Random(f"{scene.seed}:{state.turn}:{plan.act}")  # noqa: S311  a customer's choice, no secret
    used, spent = frozenset(state.used), []
    for pool in _pools(scene):
        if fresh := [line for line in pool if mark_of(line) not in used]:
            return dice.choice(fresh)
        spent.append(pool)
    return _again(scene, spent, used, dice)


def _pools(scene: Scene) -> Iterator[Sequence[Line]]:
    """Yield the lines that serve, the fittest first."""
    plan = scene.plan
    if plan.lines:
        yield plan.lines
    if plan.ending is not None:
        return
    acts: list[CustomerAct] = [plan.act] if plan.act else []
    if plan.act == "thank":
        acts += CONTENT
    acts += [act for act in RELATED if act != plan.act]
    for act in acts:
        if act in scene.scenario.lines:
            yield from scene.scenario.lines[act].pools(band(scene.state.mood))


def _again(scene: Scene, pools: Sequence[Sequence[Line]], used: frozenset[str], dice: random.Random) -> Line:
    starts = _from_anywhere(VARIED[scene.scenario.locale], dice)
    for pool in pools:
        for line in _from_anywhere(pool, dice):
            direction = " ".join(DIRECTION.findall(line))
            for start in starts:
                again = direction + start + spoken(line)
                if mark_of(again) not in used:
                    return again
    # 60 turns at most and 8 ways to repeat over 40 lines: only a scenario with no lines at all comes here.
    raise ValueError(f"{scene.scenario.slug}: no line is left to speak")


def _from_anywhere(lines: Sequence[str], dice: random.Random) -> Sequence[str]:
    """Return the lines in their order, begun at a place that chance decides."""
    at = dice.randrange(len(lines)) if lines else 0
    return (*lines[at:], *lines[:at])


def _pieces(line: Line) -> Iterator[str]:
    yield line

"""How a customer reacts in a turn that achieved nothing new: an ordered list, the first that fits is what they do."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from scenarios.schema import CustomerAct, Scenario
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State

LONG = {"zh-CN": 90, "en": 260}
"""Characters in one turn after which a customer who takes one thing at a time is lost."""
SHORT = 4
"""Characters up to which words without any act are met as silence."""
MISHEARS = 2
"""Times one visit has the customer mishear, at most."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a reaction may look at.

    Attributes:
        scenario: what is rehearsed.
        before: the state before the trainee's turn.
        now: the state after it.
        text: the trainee's words.
        did: their speech acts.
        seed: decides chance events.
    """

    scenario: Scenario
    before: State
    now: State
    text: str
    did: frozenset[SpeechAct]
    seed: int


def _hurt(m: Moment) -> bool:
    return bool(m.did & {"rude", "blame", "dismiss", "hurry"})


def _met_with_silence(m: Moment) -> bool:
    return not m.did and len(m.text.strip()) <= SHORT


def _lost(m: Moment) -> bool:
    term = "use_jargon" in m.did and "explain_plain" not in m.did
    too_much = m.scenario.persona.abilities.pace == 1 and len(m.text) > LONG[m.scenario.locale]
    return term or too_much


def _misheard(m: Moment) -> bool:
    hearing = m.scenario.persona.abilities.hearing
    if hearing >= 0.7 or m.now.misheard >= MISHEARS or m.before.last == "mishear":
        return False
    return random.Random(f"{m.seed}:{m.now.turn}:hearing").random() > hearing  # noqa: S311  a customer's choice, no secret


def _asked_for_what_is_hidden(m: Moment) -> bool:
    return any(m.did & set(f.asks) for f in m.scenario.facts if f.id not in m.now.facts)


def _refused_without_reason(m: Moment) -> bool:
    return "refuse" in m.did and "give_reason" not in m.did


def _put_off_without_a_time(m: Moment) -> bool:
    put_off = m.did & {"next_step", "accept_complaint", "escalate"}
    return bool(put_off) and not m.now.done.get("commit_time") and m.before.last != "ask_time"


def _questioned(m: Moment) -> bool:
    return "ask_purpose" in m.did


def _listened_to(m: Moment) -> bool:
    return bool(m.did & {"ask_open", "restate"}) and m.before.last != "detail"


def _led(m: Moment) -> bool:
    return bool(m.did & {"one_step", "verify_identity"})


def _comforted(m: Moment) -> bool:
    return bool(m.did & {"empathise", "apologise", "accept_complaint"}) and m.now.mood.anger < 0.6


def _comforted_in_vain(m: Moment) -> bool:
    return bool(m.did & {"empathise", "apologise", "accept_complaint"})


def _content_with_more(m: Moment) -> bool:
    """Who has what they came for agrees to what is offered on top; they do not waver again."""
    offered = {
        "warn_fraud",
        "involve_trusted",
        "offer_choice",
        "offer_person",
        "offer_help",
        "next_step",
        "escalate",
    }
    return _content(m) and bool(m.did & offered) and m.before.last != "accept"


def _offered(m: Moment) -> bool:
    return bool(m.did & {"warn_fraud", "involve_trusted", "offer_choice", "offer_person"})


def _explained(m: Moment) -> bool:
    told = m.did & {"explain_plain", "give_reason", "check_understanding", "offer_help"}
    return bool(told) and m.now.mood.confusion < 0.6 and m.before.last != "soften"


def _afraid(m: Moment) -> bool:
    return m.now.mood.anxiety >= 0.6 and m.before.last != "worry"


def _content(m: Moment) -> bool:
    met = set(m.now.objectives)
    return any(set(e.when.objectives) <= met for e in m.scenario.endings if e.wanted)


def _unsolved(m: Moment) -> bool:
    return m.before.last != "insist"


REACTIONS: tuple[tuple[Callable[[Moment], bool], CustomerAct], ...] = (
    (_hurt, "vent"),
    (_met_with_silence, "silence"),
    (_lost, "confused"),
    (_misheard, "mishear"),
    (_asked_for_what_is_hidden, "evade"),
    (_refused_without_reason, "ask_why"),
    (_put_off_without_a_time, "ask_time"),
    (_questioned, "object"),
    (_listened_to, "detail"),
    (_led, "follow"),
    (_comforted, "soften"),
    (_comforted_in_vain, "insist"),
    (_content_with_more, "accept"),
    (_content, "thank"),
    (_offered, "hesitate"),
    (_explained, "soften"),
    (_afraid, "worry"),
    (_unsolved, "insist"),
)


def react(moment: Moment) -> CustomerAct:
    """Return the customer's act in a turn that achieved nothing new."""
    return next((act for fits, act in REACTIONS if fits(moment)), "hesitate")

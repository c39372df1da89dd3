"""How a customer reacts in a turn that achieved nothing new: an ordered list, the first that fits is what they do."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass

from scenarios.habits import habits_of
from scenarios.mood import ANGRY
from scenarios.questions import answer_to, asks
from scenarios.schema import CustomerAct, Scenario
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State, spoken

LONG = {"zh-CN": 90, "en": 260}
"""Characters in one turn after which a customer who takes one thing at a time is lost."""
SHORT = 4
"""Characters up to which words without any act are met as silence."""
MISHEARS = 2
"""Times one visit has the customer mishear, at most."""
ENDLESS = {"zh-CN": 160, "en": 480}
"""Characters in one turn that an angry customer does not sit through."""
PROUD = 0.6
"""Pride from which somebody says yes rather than that they have not understood."""
SHOWS_AFTER = 2
"""Trainee turns after which it shows that a yes was none."""
FORGETS = 2
"""Times one visit has the customer forget a step, at most."""
DIALECT = 0.6
"""Ease with the standard language below which official words are lost."""
OFFICIAL = 2
"""Official words in one turn that are too many for who is at home in a dialect."""
MERE_QUESTION: frozenset[SpeechAct] = frozenset({"greet", "address", "thank", "ask_open"})
"""A question beside which nothing but these was done wants an answer and no comfort."""


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


def is_silence(text: str, acts: Collection[SpeechAct]) -> bool:
    """Tell whether a trainee's turn is silence to a customer: no words, or a word or two that do nothing."""
    return not acts and len(spoken(text)) <= SHORT


def _met_with_silence(m: Moment) -> bool:
    # “How old?” is short and no silence, where this customer has an answer.
    return is_silence(m.text, m.did) and not _asked_what_is_no_secret(m)


def _talked_down_by_the_yard(m: Moment) -> bool:
    long = len(m.text) > ENDLESS[m.scenario.locale]
    return long and m.now.mood.anger >= ANGRY and not m.now.habits.get("interrupt")


def _too_proud_to_say_so(m: Moment) -> bool:
    return _lost(m) and m.scenario.persona.abilities.pride >= PROUD and not m.now.habits.get("nod")


def _shows_it_was_not_understood(m: Moment) -> bool:
    return m.now.nodded is not None and m.now.turn - m.now.nodded >= SHOWS_AFTER


def _forgot_the_step_before(m: Moment) -> bool:
    memory = m.scenario.persona.abilities.memory
    if memory >= 0.5 or "one_step" not in m.did or m.now.done.get("one_step", 0) < 2:
        return False
    return m.now.habits.get("forget", 0) < FORGETS and _chance(m, "memory") > memory


def _wants_it_done_for_them(m: Moment) -> bool:
    able = m.scenario.persona.abilities
    asked_to = habits_of(m.scenario.locale).touches_a_secret(m.text)
    guarded = m.now.done.get("protect_privacy") or m.now.habits.get("hand_over")
    return asked_to and not guarded and able.digital < 0.3 and m.now.mood.trust >= 0.5


def _chance(m: Moment, of: str) -> float:
    return random.Random(f"{m.seed}:{m.now.turn}:{of}").random()  # noqa: S311  a customer's choice, no secret


def _lost(m: Moment) -> bool:
    term = "use_jargon" in m.did and "explain_plain" not in m.did
    too_much = m.scenario.persona.abilities.pace == 1 and len(m.text) > LONG[m.scenario.locale]
    return term or too_much or _spoke_like_a_form(m)


def _spoke_like_a_form(m: Moment) -> bool:
    if m.scenario.persona.abilities.standard >= DIALECT or "explain_plain" in m.did:
        return False
    return habits_of(m.scenario.locale).official_words(m.text) >= OFFICIAL


def _misheard(m: Moment) -> bool:
    hearing = m.scenario.persona.abilities.hearing
    if hearing >= 0.7 or m.now.misheard >= MISHEARS or m.before.last == "mishear":
        return False
    return _chance(m, "hearing") > hearing


def _asked_what_is_no_secret(m: Moment) -> bool:
    return answer_to(m.scenario, m.now, m.text) is not None


def _asked_something_else(m: Moment) -> bool:
    return m.did <= MERE_QUESTION and asks(m.text, m.scenario.locale) and m.before.last != "deflect"


def _asked_for_what_is_hidden(m: Moment) -> bool:
    return any(m.did & set(f.asks) for f in m.scenario.facts if f.id not in m.now.facts)


def _refused_without_reason(m: Moment) -> bool:
    return "refuse" in m.did and "give_reason" not in m.did


def _put_off_without_a_time(m: Moment) -> bool:
    put_off = m.did & {"next_step", "accept_complaint", "escalate"}
    return bool(put_off) and not m.now.done.get("commit_time") and m.before.last != "ask_time"


def _put_off_with_vague_words(m: Moment) -> bool:
    vague = habits_of(m.scenario.locale).names_no_time(m.text)
    return vague and "commit_time" not in m.did and m.before.last != "ask_time"


def _questioned(m: Moment) -> bool:
    return "ask_purpose" in m.did


def _listened_to(m: Moment) -> bool:
    # Whoever has what they came for does not tell the old trouble over again.
    return bool(m.did & {"ask_open", "restate"}) and m.before.last != "detail" and not _content(m)


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
    (_talked_down_by_the_yard, "interrupt"),
    (_too_proud_to_say_so, "nod"),
    (_lost, "confused"),
    (_shows_it_was_not_understood, "confused"),
    (_asked_what_is_no_secret, "answer"),
    (_wants_it_done_for_them, "hand_over"),
    (_misheard, "mishear"),
    (_asked_for_what_is_hidden, "evade"),
    (_refused_without_reason, "ask_why"),
    (_put_off_without_a_time, "ask_time"),
    (_put_off_with_vague_words, "ask_time"),
    (_questioned, "object"),
    (_listened_to, "detail"),
    (_asked_something_else, "deflect"),
    (_forgot_the_step_before, "forget"),
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

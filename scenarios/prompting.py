"""Builds what a model is told of a turn: persona, mood, act, earned facts and the last turns, and nothing else.

What never goes in: facts that are not earned, how it is judged, what the scripts say, and the trainee's personal data.
The newest turns are shown as they were said; older ones as the account that ``memory`` keeps. So the length of a
prompt has a bound, however long the visit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

from scenarios.built_in import choose
from scenarios.chat_model import Message, Role
from scenarios.content_file import read_yaml, text_of
from scenarios.customer import Scene
from scenarios.memory import account_of, clip
from scenarios.persona import Abilities
from scenarios.schema import Mood
from scenarios.state import spoken
from scenarios.transcript import Locale, Turn

PROMPTS = Path(__file__).parent / "prompts"
REMEMBERED = 8
"""Turns of both speakers that a model is shown."""
SHOWN: dict[Locale, int] = {"zh-CN": 120, "en": 320}
"""Characters of one of these, at most."""
HEARD: dict[Locale, int] = {"zh-CN": 500, "en": 1_400}
"""Characters of what the trainee says now, at most; nobody takes in more."""
BEGINNING: dict[Locale, int] = {"zh-CN": 40, "en": 120}
"""Characters of it that somebody hears who interrupts."""
_TAG = re.compile(r"<[|/]?[\w| ]{1,40}>|\[/?INST\]|<<?/?SYS>>?")
_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’"})


@lru_cache(maxsize=8)
def _template(name: str, locale: Locale) -> Template:
    return Template((PROMPTS / f"{name}.{locale}.md").read_text(encoding="utf-8").strip())


@lru_cache(maxsize=4)
def _words(locale: Locale) -> Any:
    return read_yaml(text_of(PROMPTS / "words.yaml"), file="words.yaml")[locale]


def messages_for(scene: Scene, *, mask: Callable[[str], str], again: bool = False) -> list[Message]:
    """Return the chat that asks a model for the customer's words.

    Args:
        scene: the turn to speak.
        mask: takes personal data out of what the trainee typed.
        again: the model has just answered out of role, and is asked once more.
    """
    locale = scene.scenario.locale
    trainee_last = bool(scene.history) and scene.history[-1].speaker == "trainee"
    earlier = scene.history[:-1] if trainee_last else scene.history
    shown = earlier[-REMEMBERED:]
    chat = [Message("system", _system(scene, earlier[: len(earlier) - len(shown)], mask))]
    for turn in shown:
        role: Role = "assistant" if turn.speaker == "customer" else "user"
        words = turn.text if turn.speaker == "customer" else _as_heard(turn.text, mask)
        chat.append(Message(role, clip(words, SHOWN[locale])))
    words = _words(locale)
    ask = _template("turn", locale).substitute(
        heard=_heard(scene, mask) if trainee_last else words["silence"],
        mood=describe(scene.state.mood, locale),
        act=words["acts"][_act(scene)],
        gist=spoken(choose(scene)),
    )
    return [*chat, Message("user", f"{ask}\n\n{words['again']}" if again else ask)]


def _system(scene: Scene, older: tuple[Turn, ...], mask: Callable[[str], str]) -> str:
    scenario, words = scene.scenario, _words(scene.scenario.locale)
    persona = scenario.persona
    facts = [f.text for f in scenario.facts if f.id in scene.state.facts]
    account = account_of(older, scenario=scenario, state=scene.state, mask=lambda text: _as_heard(text, mask))
    return _template("customer", scenario.locale).substitute(
        name=persona.name,
        age=persona.age,
        occupation=persona.occupation,
        background=persona.background.strip(),
        voice=persona.voice.strip(),
        abilities="".join(f"\n- {trait}" for trait in traits(persona.abilities, scenario.locale)),
        channel=words["channels"][scenario.channel],
        situation=scenario.brief.situation.strip(),
        facts=_listed(facts) or words["nothing"],
        account=_listed([words["account"][kind][len(said) - 1].format(*said) for kind, said in account])
        or words["nothing"],
    )


def _listed(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _act(scene: Scene) -> str:
    return scene.plan.act or ("end" if scene.plan.ending else "open")


def _heard(scene: Scene, mask: Callable[[str], str]) -> str:
    """Return what reaches the ear: who mishears is not told what was said, who interrupts not how it ends."""
    locale = scene.scenario.locale
    if scene.plan.act == "mishear":
        return str(_words(locale)["unheard"])
    most = BEGINNING if scene.plan.act == "interrupt" else HEARD
    return clip(_as_heard(scene.history[-1].text, mask), most[locale])


def _as_heard(text: str, mask: Callable[[str], str]) -> str:
    """Return a trainee's words as words: masked, with nothing in them that a model's server takes for its own sign.

    Quotation marks are made single, so that they do not end the quotation in which the words stand.
    """
    return _TAG.sub(" ", mask(text)).translate(_QUOTES)


def traits(abilities: Abilities, locale: Locale) -> list[str]:
    """Put what age or disability changes into words; nothing where nothing does."""
    words = _words(locale)["abilities"]
    marked = {
        "hearing": abilities.hearing < 0.7,
        "pace": abilities.pace == 1,
        "memory": abilities.memory < 0.5,
        "digital": abilities.digital < 0.3,
        "wants_person": abilities.wants_person >= 0.7,
        "pride": abilities.pride >= 0.6,
        "standard": abilities.standard < 0.6,
    }
    return [words[name] for name, is_so in marked.items() if is_so]


def describe(mood: Mood, locale: Locale) -> str:
    """Put a mood into words: low, middle and high per feeling, at 0.35 and 0.65."""
    words = _words(locale)["moods"]
    parts = [words[f][(v >= 0.35) + (v >= 0.65)] for f, v in mood.model_dump().items()]
    return ("，" if locale == "zh-CN" else ", ").join(part for part in parts if part)

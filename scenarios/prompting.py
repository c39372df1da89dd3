"""Builds what a model is told of a turn: persona, mood, act, earned facts and the last turns, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

from scenarios.built_in import choose
from scenarios.chat_model import Message, Role
from scenarios.content_file import read_yaml, text_of
from scenarios.customer import Scene
from scenarios.schema import Mood
from scenarios.state import spoken
from scenarios.transcript import Locale

PROMPTS = Path(__file__).parent / "prompts"
REMEMBERED = 8
"""Turns of both speakers that a model is shown."""


@lru_cache(maxsize=8)
def _template(name: str, locale: Locale) -> Template:
    return Template((PROMPTS / f"{name}.{locale}.md").read_text(encoding="utf-8").strip())


@lru_cache(maxsize=4)
def _words(locale: Locale) -> Any:
    path = PROMPTS / "words.yaml"
    return read_yaml(text_of(path), file=path.name)[locale]


def messages_for(scene: Scene, *, mask: Callable[[str], str]) -> list[Message]:
    """Return the chat that asks a model for the customer's words.

    Args:
        scene: the turn to speak.
        mask: takes personal data out of what the trainee typed.
    """
    scenario, locale, words = scene.scenario, scene.scenario.locale, _words(scene.scenario.locale)
    facts = [f.text for f in scenario.facts if f.id in scene.state.facts]
    persona = scenario.persona
    system = _template("customer", locale).substitute(
        name=persona.name,
        age=persona.age,
        occupation=persona.occupation,
        background=persona.background.strip(),
        voice=persona.voice.strip(),
        situation=scenario.brief.situation.strip(),
        facts="\n".join(f"- {fact}" for fact in facts) or words["nothing"],
    )
    trainee_last = bool(scene.history) and scene.history[-1].speaker == "trainee"
    earlier = scene.history[:-1] if trainee_last else scene.history
    chat = [Message("system", system)]
    for turn in earlier[-REMEMBERED:]:
        role: Role = "assistant" if turn.speaker == "customer" else "user"
        chat.append(Message(role, turn.text if turn.speaker == "customer" else mask(turn.text)))
    ask = _template("turn", locale).substitute(
        heard=mask(scene.history[-1].text) if trainee_last else words["silence"],
        mood=describe(scene.state.mood, locale),
        act=words["acts"][_act(scene)],
        gist=spoken(choose(scene)),
    )
    return [*chat, Message("user", ask)]


def _act(scene: Scene) -> str:
    return scene.plan.act or ("end" if scene.plan.ending else "open")


def describe(mood: Mood, locale: Locale) -> str:
    """Put a mood into words: low, middle and high per feeling, at 0.35 and 0.65."""
    words = _words(locale)["moods"]
    parts = [words[f][(v >= 0.35) + (v >= 0.65)] for f, v in mood.model_dump().items()]
    return ("，" if locale == "zh-CN" else ", ").join(part for part in parts if part)

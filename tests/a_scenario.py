"""A small scenario for tests, whose lines say which act they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from scenarios.loader import read_scenario
from scenarios.schema import CUSTOMER_ACTS, Scenario

SECRET = "the parcel under the bed"


def variants(stem: str) -> list[str]:
    """Return three lines that differ."""
    return [f"{stem} first way.", f"«looks up» {stem} second way.", f"{stem} third way."]


def scenario_data(**changes: Any) -> dict[str, Any]:
    """Return the data of a whole scenario, with ``changes`` to its top fields."""
    data: dict[str, Any] = {
        "slug": "lost-umbrella",
        "locale": "en",
        "title": "The umbrella",
        "summary": "A customer has left something behind.",
        "segment": "mass",
        "channel": "counter",
        "jobs": ["teller"],
        "tier": "foundation",
        "difficulty": 2,
        "minutes": 5,
        "competencies": ["empathy"],
        "persona": {
            "name": "Wei Lan",
            "called": "Ms Wei",
            "age": 40,
            "occupation": "tailor",
            "background": "Keeps a small shop.",
            "voice": "Short sentences.",
            "portrait": {"age": 40, "gender": "female"},
        },
        "brief": {"situation": "It rains.", "task": "Help her."},
        "mood": {"anger": 0.3, "anxiety": 0.4, "trust": 0.4, "confusion": 0.2},
        "facts": [
            {
                "id": "parcel",
                "text": f"She left {SECRET}.",
                "marks": [SECRET],
                "earned_by": {"any": ["ask_open", "ask_purpose"], "trust_min": 0.5},
                "lines": [f"It is {SECRET}.", f"Well: {SECRET}.", f"You see, {SECRET}."],
            }
        ],
        "objectives": [
            {
                "id": "heard",
                "text": "She feels heard.",
                "hint": "Name what she feels.",
                "met_by": {"any": ["empathise"]},
                "customer": "soften",
            },
            {
                "id": "promised",
                "text": "She knows by when.",
                "hint": "Give her a time.",
                "met_by": {"any": ["commit_time"], "facts": ["parcel"]},
            },
        ],
        "opening": variants("Good morning"),
        "lines": {
            act: {
                "calm": variants(f"{act} calmly"),
                "tense": variants(f"{act} tensely"),
                "angry": variants(f"{act} angrily"),
            }
            for act in CUSTOMER_ACTS
        },
        "endings": [
            {
                "id": "stormed-out",
                "kind": "left",
                "at_once": True,
                "when": {"anger_min": 0.9},
                "text": "She left.",
                "lines": variants("I am off"),
            },
            {
                "id": "happy",
                "kind": "satisfied",
                "wanted": True,
                "when": {"objectives": ["heard", "promised"]},
                "text": "She is content.",
                "lines": variants("Thank you and goodbye"),
            },
            {
                "id": "nothing",
                "kind": "unresolved",
                "text": "Nothing came of it.",
                "lines": variants("Well then"),
            },
        ],
        "trainees": {"good": ["a", "b", "c"], "average": ["a", "b", "c"], "bad": ["a", "b"]},
    }
    return data | changes


def as_yaml(data: Mapping[str, Any]) -> str:
    """Return ``data`` as the YAML of a scenario file."""
    return yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True)


def a_scenario(**changes: Any) -> Scenario:
    """Return a valid scenario, with ``changes`` to its top fields."""
    return read_scenario(as_yaml(scenario_data(**changes)))

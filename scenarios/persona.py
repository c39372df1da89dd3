"""The customer as a person: how they look, how they take things, and what they can and cannot do."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share between 0 (not at all) and 1 (as much as can be)."""


class Strict(BaseModel):
    """A part of a file in which a misspelt key is an error, and which nobody changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Temperament(Strict):
    """How treatment moves this customer; 0.5 is an ordinary person.

    Attributes:
        irritability: how much bad treatment adds to anger.
        forgiveness: how much good treatment takes from anger; at 0 a first apology hardly shows.
        worry: how much uncertainty and refusal add to anxiety.
        openness: how fast trust grows.
        patience: trainee turns without progress before the customer presses, then loses patience.
    """

    irritability: Level = 0.5
    forgiveness: Level = 0.5
    worry: Level = 0.5
    openness: Level = 0.5
    patience: Annotated[int, Field(ge=1, le=12)] = 4


class Abilities(Strict):
    """What age or disability changes in a conversation; the defaults hold for most adults.

    Attributes:
        hearing: 1 hears everything; below 0.7 mishears and asks again.
        pace: instructions taken in one turn before being lost.
        memory: 1 keeps everything; below 0.5 forgets the first of several steps.
        digital: ease with machines and phones.
        wants_person: wish for paper or a person in place of a machine.
        pride: how much being helped like a child, or corrected, hurts.
        standard: ease with the standard language; who grew up in a dialect, below 0.6, loses official words.
    """

    hearing: Level = 1.0
    pace: Annotated[int, Field(ge=1, le=5)] = 3
    memory: Level = 1.0
    digital: Level = 0.7
    wants_person: Level = 0.2
    pride: Level = 0.3
    standard: Level = 1.0


class Portrait(Strict):
    """What the drawn face is composed from. No photograph, no real person."""

    age: Annotated[int, Field(ge=16, le=100)]
    gender: Literal["female", "male"]
    hair: Literal["short", "bob", "long", "bun", "bald", "thinning", "cap", "curly", "ponytail", "buzz"] = (
        "short"
    )
    hair_colour: Literal["black", "brown", "grey", "white"] = "black"
    skin: Literal["light", "medium", "tan", "weathered"] = "medium"
    glasses: bool = False
    hearing_aid: bool = False
    clothes: Literal[
        "shirt", "cardigan", "suit", "jacket", "workwear", "blouse", "padded", "scarf", "polo"
    ] = "shirt"
    clothes_colour: Literal["blue", "green", "grey", "red", "navy", "beige", "purple"] = "blue"
    beard: Literal["none", "moustache", "stubble", "beard"] = "none"


class Persona(Strict):
    """Who comes in. ``background`` and ``voice`` are told to an LLM and to authors, never to the trainee.

    Attributes:
        name: full name as on the identity card.
        called: how a polite clerk addresses them once the name is known (张阿姨, Mrs Chen).
        occupation: one short phrase.
        background: who they are, in two to five sentences, without any hidden fact.
        voice: how they speak: length of sentences, dialect words, habits.
    """

    name: str
    called: str
    age: Annotated[int, Field(ge=16, le=100)]
    occupation: str
    background: str
    voice: str
    temperament: Temperament = Temperament()
    abilities: Abilities = Abilities()
    portrait: Portrait

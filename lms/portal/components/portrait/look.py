"""What a customer looks like: the parameters of a portrait and the colours they stand for."""

from dataclasses import dataclass
from typing import Literal

Hair = Literal["short", "bob", "long", "bun", "bald", "thinning", "cap", "curly", "ponytail", "buzz"]
HairColour = Literal["black", "brown", "grey", "white"]
Skin = Literal["light", "medium", "tan", "weathered"]
Clothes = Literal["shirt", "cardigan", "suit", "jacket", "workwear", "blouse", "padded", "scarf", "polo"]
ClothesColour = Literal["blue", "green", "grey", "red", "navy", "beige", "purple"]
Beard = Literal["none", "moustache", "stubble", "beard"]
Background = Literal["mist", "sand", "sage", "sky", "rose", "lavender", "peach", "stone"]


@dataclass(frozen=True, slots=True)
class PortraitLook:
    """The visible traits of one person.

    Field names equal those of a scenario's ``persona.portrait``, so that a look is built with
    ``PortraitLook(**persona.portrait.model_dump())``. ``age`` is in years; from 45 the face begins to
    show lines, from 60 clearly. ``background`` is a palette id; without it the clothes choose one.
    """

    age: int = 40
    gender: Literal["female", "male"] = "female"
    hair: Hair = "short"
    hair_colour: HairColour = "black"
    skin: Skin = "light"
    glasses: bool = False
    hearing_aid: bool = False
    clothes: Clothes = "shirt"
    clothes_colour: ClothesColour = "blue"
    beard: Beard = "none"
    background: Background | None = None


@dataclass(frozen=True, slots=True)
class SkinTones:
    """Colours of one complexion: lit skin, its shadow, lips, and the blush of warmth or anger."""

    base: str
    shade: str
    lip: str
    blush: str


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour with its darker and lighter neighbour, as ``#rrggbb``."""

    base: str
    dark: str
    light: str


SKIN: dict[str, SkinTones] = {
    "light": SkinTones("#f7dac2", "#e5b596", "#c9776a", "#e8836f"),
    "medium": SkinTones("#eec6a2", "#d49f78", "#b96a5a", "#dd7660"),
    "tan": SkinTones("#ddab7f", "#bd8558", "#a45a49", "#c9614a"),
    "weathered": SkinTones("#d3a078", "#ad774f", "#985546", "#bd5b45"),
}

HAIR: dict[str, Tone] = {
    "black": Tone("#2d2b30", "#1f1d22", "#4b4850"),
    "brown": Tone("#553a2c", "#3f2a20", "#77543f"),
    "grey": Tone("#8e8f95", "#74757c", "#aeafb5"),
    "white": Tone("#e9e7e3", "#c9c6c1", "#ffffff"),
}

CLOTHES: dict[str, Tone] = {
    "blue": Tone("#5b8bb8", "#44709a", "#7da6cb"),
    "green": Tone("#5f8f78", "#49745f", "#82ab96"),
    "grey": Tone("#7f868f", "#666d76", "#a0a6ad"),
    "red": Tone("#b5575a", "#944346", "#cc7d7f"),
    "navy": Tone("#34486a", "#263652", "#526891"),
    "beige": Tone("#c8ae8b", "#ab906c", "#dcc8ac"),
    "purple": Tone("#7d6a9e", "#655384", "#9c8bb8"),
}

BACKGROUND: dict[str, str] = {
    "mist": "#c6d7d9",
    "sand": "#e6d9c4",
    "sage": "#c8d7c5",
    "sky": "#c7d9ea",
    "rose": "#e8cfcd",
    "lavender": "#d5d0e5",
    "peach": "#f0d6c3",
    "stone": "#d6d4cf",
}

# A ground that sets the clothes off instead of repeating them.
BACKGROUND_FOR_CLOTHES: dict[str, str] = {
    "blue": "sand",
    "green": "peach",
    "grey": "sky",
    "red": "sage",
    "navy": "mist",
    "beige": "lavender",
    "purple": "sand",
}

"""Head and neck: the shape of the face, the ears, and what the years have written there."""

from lms.portal.components.portrait.look import SKIN, PortraitLook
from lms.portal.components.portrait.strokes import both, both_ovals, line, oval, path

HALF_FACE = 32.0
"""Half the face's width at the cheekbones; the face stands around x = 100, crown 42, chin 130."""

_EAR_X = 100 + HALF_FACE
_EAR_RIM = f"M{_EAR_X + 1},84Q{_EAR_X + 4.5},86 {_EAR_X + 2},91.5"


def neck(look: PortraitLook) -> str:
    """The neck with the chin's shadow on it."""
    skin = SKIN[look.skin]
    half = 16.5 if look.gender == "male" else 13.5
    body = f"M{100 - half},108V150Q100,176 {100 + half},150V108Z"
    shadow = f"M{100 - half},119Q100,142 {100 + half},119V129Q100,150 {100 - half},131Z"
    return path(body, skin.base) + path(shadow, skin.shade)


def face(look: PortraitLook) -> str:
    """The face's outline, filled, with a soft shadow on the side away from the light."""
    skin = SKIN[look.skin]
    outline = _outline(look)
    half = HALF_FACE
    jaw = _jaw(look) * half
    side = (
        f"M{100 + half},80C{100 + half},98 {100 + 0.94 * half},110 "
        f"{100 + jaw},118C{100 + 0.62 * jaw},127 108,131 100,131"
        f"C116,124 {100 + 0.72 * half},108 {100 + half},80Z"
    )
    return path(outline, skin.base) + path(side, skin.shade, opacity=0.28)


def ears(look: PortraitLook) -> str:
    """Both ears; they grow a little with age."""
    skin = SKIN[look.skin]
    shells = both_ovals(_EAR_X, 89.0, 5.6, _ear_length(look), skin.base)
    return shells + line(both(_EAR_RIM), skin.shade, 1.5)


def hearing_aid(look: PortraitLook) -> str:
    """A behind-the-ear aid with its thin tube, on the right of the picture, over any hair there."""
    x = _EAR_X
    body = (
        f"M{x + 1},78.5C{x + 6},74.5 {x + 11},80 {x + 10},89C{x + 9.6},93 "
        f"{x + 6.4},94 {x + 6},90C{x + 5.6},85 {x + 4.5},82 {x + 1},78.5Z"
    )
    tube = f"M{x + 2},79C{x - 4},81 {x - 4},88 {x - 1},91"
    return (
        oval(_EAR_X, 89.0, 5.6, _ear_length(look), SKIN[look.skin].base)
        + line(_EAR_RIM, SKIN[look.skin].shade, 1.5)
        + line(tube, "#8d99a3", 1.4)
        + path(body, "#aeb9c2")
        + line(f"M{x + 6.5},80.5Q{x + 8.6},83.5 {x + 8.4},88", "#e6ecf0", 1.4)
        + oval(x - 1.0, 91.3, 1.9, 1.9, "#8d99a3")
    )


def years(look: PortraitLook) -> str:
    """Lines of age: folds from nose to mouth from 45, then crow's feet, brow lines and soft eye bags."""
    skin = SKIN[look.skin]
    worn = 0.2 if look.skin == "weathered" else 0.0
    mature = _ramp(look.age, 42, 66) + worn
    old = _ramp(look.age, 56, 80) + worn
    very_old = _ramp(look.age, 66, 84)
    folds = line(both("M109.5,101.5Q114.5,105 115.5,111.5"), skin.shade, 1.7, opacity=min(1.0, 0.85 * mature))
    around_eyes = both("M125.5,82.5L130,80.5M125.8,85.5L130.5,86.5M109.5,93.2Q115,96.6 121,92.8")
    first = line(around_eyes + "M87,62.5Q100,60 113,62.5", skin.shade, 1.4, opacity=min(0.9, 0.8 * old))
    neck_and_jowl = both("M118.5,113Q121.5,117.5 119,121.5M105,140Q104,146 102,150")
    late = line(neck_and_jowl + "M90,67Q100,65 110,67", skin.shade, 1.4, opacity=0.75 * very_old)
    return folds + first + late


def beard(look: PortraitLook, colour: str) -> str:
    """Stubble or a full beard, under the mouth's own drawing; the moustache comes with the mouth."""
    if look.beard not in ("stubble", "beard"):
        return ""
    half = HALF_FACE
    jaw = _jaw(look) * half
    # A full beard stands a little off the jaw; stubble does not.
    off = 2.0 if look.beard == "beard" else 0.0
    shape = (
        f"M{100 - half + 0.4},93C{100 - 0.98 * half},104 {100 - 0.92 * half - off},112 {100 - jaw - off},118"
        f"C{100 - 0.62 * jaw - off},{127 + off} 92,{131 + 1.5 * off} 100,{131 + 1.5 * off}"
        f"C108,{131 + 1.5 * off} {100 + 0.62 * jaw + off},{127 + off} {100 + jaw + off},118"
        f"C{100 + 0.92 * half + off},112 {100 + 0.98 * half},104 {100 + half - 0.4},93"
        "C126,103 120,108 115,105.5C110,103 104,103.5 100,104.5"
        f"C96,103.5 90,103 85,105.5C80,108 74,103 {100 - half + 0.4},93Z"
    )
    return path(shape, colour, opacity=0.2 if look.beard == "stubble" else 0.95)


def _ear_length(look: PortraitLook) -> float:
    return 9.0 if look.age < 60 else 10.2


def _outline(look: PortraitLook) -> str:
    half = HALF_FACE
    jaw = _jaw(look) * half
    return (
        f"M100,42C{100 + 0.66 * half},42 {100 + half},56 {100 + half},80"
        f"C{100 + half},98 {100 + 0.94 * half},110 {100 + jaw},118"
        f"C{100 + 0.62 * jaw},127 108,131 100,131C92,131 {100 - 0.62 * jaw},127 {100 - jaw},118"
        f"C{100 - 0.94 * half},110 {100 - half},98 {100 - half},80"
        f"C{100 - half},56 {100 - 0.66 * half},42 100,42Z"
    )


def _jaw(look: PortraitLook) -> float:
    """How wide the jaw is, as a share of the face: broader in men, a little fuller with the years."""
    return (0.80 if look.gender == "male" else 0.70) + 0.05 * _ramp(look.age, 50, 75)


def _ramp(age: int, start: int, end: int) -> float:
    return min(1.0, max(0.0, (age - start) / (end - start)))

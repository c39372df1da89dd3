"""Brows, eyes, nose, mouth and glasses, placed as the expression asks."""

from lms.portal.components.portrait.look import HAIR, SKIN, PortraitLook
from lms.portal.components.portrait.mood import Expression
from lms.portal.components.portrait.strokes import both_ovals, dots, line, oval, path

EYE_X, EYE_Y, HALF_EYE = 15.0, 86.0, 6.7
"""Distance of each eye from the middle, height of both, half the width of one."""

_INK = "#33272a"


def eye_windows(expression: Expression) -> str:
    """The openings of both eyes, as one outline for a clip path."""
    return "".join(_opening(side, expression) for side in (-1, 1))


def eyes(look: PortraitLook, expression: Expression, clip: str) -> str:
    """Whites, irises clipped by the lids, lashes and lid folds. ``clip`` is the clip path's id."""
    skin = SKIN[look.skin]
    sag = 0.8 if look.age >= 65 else 0.0
    dx, dy = expression.gaze
    centres = [(100 + side * EYE_X + dx, EYE_Y - 0.4 + dy) for side in (-1, 1)]
    inside = (
        path("M70,70H130V104H70Z", "#fffdfa")
        + dots(centres, expression.iris, _INK)
        + dots([(x + 1.2, y - 1.4) for x, y in centres], 1.05, "#fff")
    )
    upper = "".join(_upper_lid(side, expression, sag) for side in (-1, 1))
    lash = "".join(_lash(side) for side in (-1, 1)) if look.gender == "female" and look.age < 60 else ""
    folds = "".join(_fold(side, expression) for side in (-1, 1))
    below = "".join(_lower_lid(side, expression) for side in (-1, 1))
    return (
        f'<g clip-path="url(#{clip})">{inside}</g>'
        + line(upper + lash, _INK, 1.9)
        + line(folds + below, skin.shade, 1.2)
    )


def brows(look: PortraitLook, expression: Expression) -> str:
    """The brows; their inner and outer ends move apart from each other, the right one may rise alone."""
    tone = HAIR[look.hair_colour]
    colour = "#a3a19f" if look.hair_colour == "white" else tone.dark
    width = 3.3 if look.gender == "male" else 2.4
    marks = ""
    for side in (-1, 1):
        lift = expression.brow_lift if side == 1 else -0.25 * expression.brow_lift
        inner = 74.5 + expression.brow_inner - lift
        outer = 75.2 + expression.brow_outer - 0.8 * lift
        middle = min(inner, outer) - 2.6 + 0.25 * abs(inner - outer)
        marks += f"M{100 + side * 7.6},{inner}Q{100 + side * 15.5},{middle} {100 + side * 23.5},{outer}"
    return line(marks, colour, width)


def brow_creases(look: PortraitLook, expression: Expression) -> str:
    """The upright lines of anger between the brows, and the forehead's lines of worry."""
    skin = SKIN[look.skin]
    frown = line("M97.2,70.5L96.6,77M102.8,70.5L103.4,77", skin.shade, 1.6, opacity=expression.frown)
    worry = line(
        "M90,65.5Q100,62.5 110,65.5M93,61Q100,59 107,61", skin.shade, 1.5, opacity=0.9 * expression.worry
    )
    return frown + worry


def nose(look: PortraitLook) -> str:
    """A short bridge shadow and the wings."""
    skin = SKIN[look.skin]
    wide = 5.2 if look.gender == "male" else 4.4
    wings = (
        f"M{100 - wide},101.2Q{100 - wide - 0.4},104 {100 - wide + 2.6},104"
        f"Q100,106.4 {100 + wide - 2.6},104Q{100 + wide + 0.4},104 {100 + wide},101.2"
    )
    return path(
        "M101.5,86Q105.2,96 104.6,101.5Q102.5,103.5 101,102Q103,96 101.5,86Z", skin.shade, opacity=0.55
    ) + line(wings, skin.shade, 1.7)


def mouth(look: PortraitLook, expression: Expression) -> str:
    """Lips that part and close, rise and fall without a jump, and the moustache above them."""
    skin = SKIN[look.skin]
    middle, half, skew = 114.0, expression.mouth_half, expression.mouth_skew
    gap = expression.mouth_open
    corner = middle - 3.4 * expression.smile
    left = f"{100 - half + skew},{corner + 0.9 * skew}"
    right = f"{100 + half + skew},{corner - 0.9 * skew}"
    top = middle + 2.2 * expression.smile - 0.45 * gap
    bottom = middle + 3.6 * expression.smile + 1.5 * gap
    reach = 0.5 * half
    upper = f"M{left}C{100 + skew - reach},{top} {100 + skew + reach},{top} {right}"
    hollow = f"{upper}C{100 + skew + 1.1 * reach},{bottom} {100 + skew - 1.1 * reach},{bottom} {left}Z"
    tint = "#8f3f3c" if look.gender == "female" else "#87443c"
    marks = ""
    if gap > 0.6:
        rim = top + (0.54 + 0.1 * expression.smile) * (bottom - top)
        teeth = f"{upper}C{100 + skew + reach},{rim} {100 + skew - reach},{rim} {left}Z"
        marks = path(hollow, "#6d2f30") + path(teeth, "#fff", opacity=min(1.0, 0.4 * gap))
    lower = 0.5 * (middle + bottom) + 2.4
    lip = f"M{100 - 0.5 * half + skew},{lower}Q{100 + skew},{lower + 2.8} {100 + 0.5 * half + skew},{lower}"
    if look.gender == "female":
        full = f"M{left}Q{100 + skew},{top - 3.2} {right}Q{100 + skew},{bottom + 5.4} {left}Z"
        marks = path(full, skin.lip, opacity=0.75) + marks + line(upper, tint, 1.7)
    else:
        marks += line(upper, tint, 2.1) + line(lip, skin.shade, 1.7)
    return marks + _moustache(look)


def colour_of_feeling(look: PortraitLook, expression: Expression) -> str:
    """Warmth in the cheeks, the red of anger over cheeks and brow."""
    skin = SKIN[look.skin]
    cheeks = both_ovals(
        121.0, 101.5, 8.0, 5.4, skin.blush, opacity=0.5 * max(expression.blush, 1.1 * expression.flush)
    )
    hot = oval(100, 76, 30, 9, skin.blush, opacity=0.3 * expression.flush)
    return cheeks + hot


def sweat(expression: Expression) -> str:
    """A drop of sweat at the temple, over any hair there."""
    drop = (
        "M127,60C131.6,66.4 132.4,69.8 130,72.2C127.6,74.4 "
        "124.1,73.1 123.9,69.8C123.8,67.4 125.5,64.3 127,60Z"
    )
    return path(drop, "#6fb1dc", opacity=0.95 * expression.sweat)


def glasses(look: PortraitLook) -> str:
    """Thin rims that leave the eyes to be read."""
    if not look.glasses:
        return ""
    rim = "#5d4a3f" if look.gender == "female" else "#3f4248"
    lenses = "".join(
        f'<rect x="{100 + side * 15.5 - 12:g}" y="77.5" width="24" height="19.5" rx="8"/>' for side in (-1, 1)
    )
    bridge_and_sides = "M96.4,84.6Q100,82 103.6,84.6M72.6,84L68.5,83M127.4,84L131.5,83"
    return (
        f'<g fill="#fff" fill-opacity=".14" stroke="{rim}" stroke-width="1.9">{lenses}'
        f'<path fill="none" d="{bridge_and_sides}"/></g>'
    )


def _opening(side: int, expression: Expression) -> str:
    x = 100 + side * EYE_X
    lid, lower = 2 * expression.lid, 2 * expression.lower
    return (
        f"M{x - HALF_EYE},{EYE_Y}Q{x},{EYE_Y - lid} {x + HALF_EYE},{EYE_Y}"
        f"Q{x},{EYE_Y + lower} {x - HALF_EYE},{EYE_Y}Z"
    )


def _upper_lid(side: int, expression: Expression, sag: float) -> str:
    x = 100 + side * EYE_X
    return (
        f"M{x - side * HALF_EYE},{EYE_Y + 0.2}Q{x},{EYE_Y - 2 * expression.lid} "
        f"{x + side * (HALF_EYE + 0.8)},{EYE_Y + 0.2 + sag}"
    )


def _lash(side: int) -> str:
    x = 100 + side * (EYE_X + HALF_EYE)
    return f"M{x},{EYE_Y - 0.2}L{x + side * 2.6},{EYE_Y - 2.4}"


def _fold(side: int, expression: Expression) -> str:
    x = 100 + side * EYE_X
    top = EYE_Y - 2 * expression.lid - 3.4
    return f"M{x - side * 5.6},{EYE_Y - 3.4}Q{x},{top} {x + side * 6.8},{EYE_Y - 3.2}"


def _lower_lid(side: int, expression: Expression) -> str:
    x = 100 + side * EYE_X
    return (
        f"M{x - 4.6},{EYE_Y + 0.8 * expression.lower}"
        f"Q{x},{EYE_Y + 1.4 * expression.lower + 0.6} {x + 5.2},{EYE_Y + 0.7 * expression.lower}"
    )


def _moustache(look: PortraitLook) -> str:
    if look.beard not in ("moustache", "beard"):
        return ""
    tone = HAIR[look.hair_colour]
    return path(
        (
            "M100,106.4C94,105 89,108 86.8,111.8C91,111.4 96,111.2 100,109.8"
            "C104,111.2 109,111.4 113.2,111.8C111,108 106,105 100,106.4Z"
        ),
        tone.base,
    )

"""Shoulders and what covers them."""

from lms.portal.components.portrait.look import CLOTHES, PortraitLook, Tone
from lms.portal.components.portrait.strokes import both, line, oval, path

_WHITE, _PALE = "#f7f6f3", "#e3e1dc"


def clothes(look: PortraitLook) -> str:
    """Shoulders dressed as the look says; collars lie over the neck drawn before."""
    tone = CLOTHES[look.clothes_colour]
    return {
        "shirt": _shirt,
        "polo": _polo,
        "cardigan": _cardigan,
        "suit": _suit,
        "jacket": _jacket,
        "workwear": _workwear,
        "blouse": _blouse,
        "padded": _padded,
        "scarf": _scarf,
    }[look.clothes](look, tone)


def _body(look: PortraitLook, opening: str, colour: str) -> str:
    """Shoulders with a neckline; ``opening`` runs from the neck's left (82,146) to its right (118,146)."""
    shoulder, fall = (66.0, 166.0) if look.gender == "male" else (57.0, 168.0)
    if look.age >= 68:
        shoulder, fall = shoulder - 4, fall + 3
    return path(
        f"M{100 - shoulder - 8},204C{100 - shoulder - 6},178 "
        f"{100 - shoulder},{fall} {100 - 0.55 * shoulder},157"
        f"Q86,152 82,146{opening}Q114,152 {100 + 0.55 * shoulder},157C{100 + shoulder},{fall} "
        f"{100 + shoulder + 6},178 {100 + shoulder + 8},204Z",
        colour,
    )


def _shirt(look: PortraitLook, tone: Tone) -> str:
    collar = path(both("M84,143L100,161L91,173L77,151Z"), tone.light)
    buttons = "".join(oval(100, y, 1.3, 1.3, tone.light) for y in (174, 188))
    return (
        _body(look, "L100,164L118,146", tone.base)
        + line("M100,164V201", tone.dark, 1.4)
        + buttons
        + collar
        + _sleeves(tone)
    )


def _polo(look: PortraitLook, tone: Tone) -> str:
    collar = path(both("M83,143L100,160L93,170L76,151Z"), tone.dark)
    placket = path("M96.5,160H103.5V182H96.5Z", tone.dark, opacity=0.55)
    return (
        _body(look, "L100,162L118,146", tone.base)
        + placket
        + oval(100, 172, 1.2, 1.2, tone.light)
        + collar
        + _sleeves(tone)
    )


def _cardigan(look: PortraitLook, tone: Tone) -> str:
    inner = _body(look, "Q100,160 118,146", _WHITE) + line("M83,148Q100,163 117,148", _PALE, 2.2)
    front = _body(look, "C84,168 96,184 99,204H101C104,184 116,168 118,146", tone.base)
    edges = line("M82,147C84,168 95,184 97.5,204M118,147C116,168 105,184 102.5,204", tone.dark, 2.6)
    buttons = oval(99.5, 196, 2, 2, tone.light)
    return inner + front + edges + buttons + _sleeves(tone)


def _suit(look: PortraitLook, tone: Tone) -> str:
    shirt = path("M82,145L100,162L118,145L116,204H84Z", _WHITE)
    if look.gender == "male":
        tie = CLOTHES["red" if look.clothes_colour != "red" else "navy"]
        shirt += path("M95.5,161H104.5L102.6,168L107,204H93L97.4,168Z", tie.base)
        shirt += path(both("M84,142L100,161L92,168L79,149Z"), "#fff") + line(
            "M84,143L100,161L116,143", _PALE, 1.2
        )
    else:
        shirt += line("M88,152Q100,170 112,152", _PALE, 1.6)
    front = _body(look, "L98,204H102L118,146", tone.base)
    lapel = path(both("M81,146L76,156L83,166L79,170L97,202L99,204L84,150Z"), tone.dark)
    return shirt + front + lapel + _sleeves(tone)


def _jacket(look: PortraitLook, tone: Tone) -> str:
    inner = path("M84,145H116V186H84Z", "#d8d5cf") + line("M84,149Q100,164 116,149", "#bdb9b2", 1.6)
    front = _body(look, "L97,180V204H103V180L118,146", tone.base)
    collar = path(both("M83,141C79,146 77,152 78,159L95,180L97,176L87,152Z"), tone.dark)
    zip_line = line("M100,181V204", tone.light, 1.8) + line("M97,180V204M103,180V204", tone.dark, 1.2)
    return inner + front + path("M97,180H103V204H97Z", tone.dark) + zip_line + collar + _sleeves(tone)


def _workwear(look: PortraitLook, tone: Tone) -> str:
    collar = path(both("M84,143L100,160L90,173L76,152Z"), tone.dark)
    pocket = path(both("M116,183H138V188H116Z"), tone.dark) + line(
        both("M116,188V204M138,188V204"), tone.dark, 1.3
    )
    bands = line(both("M62,160L58,203"), "#e9d9a0", 4.5)
    seam = line("M100,162V204", tone.dark, 1.6) + "".join(
        oval(103.4, y, 1.3, 1.3, tone.light) for y in (176, 192)
    )
    return _body(look, "L100,163L118,146", tone.base) + seam + pocket + bands + collar


def _blouse(look: PortraitLook, tone: Tone) -> str:
    collar = path(
        both("M83,145C86,154 93,160 100,162C97,168 88,170 80,163C77,158 78,150 83,145Z"), tone.light
    )
    folds = line("M92,174Q90,190 91,204M108,174Q110,190 109,204", tone.dark, 1.4, opacity=0.6)
    return (
        _body(look, "Q100,172 118,146", tone.base)
        + folds
        + collar
        + oval(100, 163.5, 1.7, 1.7, _WHITE)
        + _sleeves(tone)
    )


def _padded(look: PortraitLook, tone: Tone) -> str:
    collar = path(
        (
            "M80,141C78,150 80,158 88,163L100,170L112,163C120,158 "
            "122,150 120,141C114,152 106,156 100,156C94,156 86,152 80,141Z"
        ),
        tone.dark,
    )
    seams = line(
        "M36,172Q68,182 97,177M103,177Q132,182 164,172M34,187Q66,197 97,192M103,192Q134,197 166,187",
        tone.dark,
        1.6,
    )
    zip_line = line("M100,170V204", tone.dark, 2.6) + line("M100,171V204", tone.light, 0.9)
    return (
        _body(look, "Q100,168 118,146", tone.base)
        + seams
        + zip_line
        + collar
        + line(both("M81,145C82,154 90,160 99,165"), tone.light, 1.4)
    )


def _scarf(look: PortraitLook, tone: Tone) -> str:
    coat = CLOTHES["navy" if look.clothes_colour in ("grey", "beige") else "grey"]
    lapels = path(both("M76,156L70,170L98,204H99L84,160Z"), coat.dark)
    wrap = path(
        (
            "M78,144C80,152 90,157 100,157C110,157 120,152 122,144C127,150 "
            "127,160 121,164C110,171 90,171 79,164C73,160 73,150 78,144Z"
        ),
        tone.base,
    )
    tail = path("M104,164L121,161L128,204H108Z", tone.dark)
    folds = line("M79,153C88,161 110,162 121,153M84,163C94,167 106,167 116,163", tone.dark, 1.5)
    return (
        _body(look, "Q100,172 118,146", coat.base)
        + lapels
        + tail
        + line("M112,172L117,202", tone.base, 1.5)
        + wrap
        + folds
    )


def _sleeves(tone: Tone) -> str:
    """Where the arm leaves the body: two quiet folds."""
    return line(both("M148,204Q147,190 144,182"), tone.dark, 1.7, opacity=0.75)

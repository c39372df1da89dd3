"""Ten ways to wear one's hair, each in a part behind the head and a part in front of it."""

from lms.portal.components.portrait.look import CLOTHES, HAIR, PortraitLook, Tone
from lms.portal.components.portrait.strokes import both, dots, line, oval, path

_PULLED_BACK = (
    "M66.5,84C61,52 74,31 100,31C126,31 139,52 133.5,84C131.5,71 "
    "126,60 114,55C104,51.5 96,51.5 86,55C74,60 68.5,71 66.5,84Z"
)
_SIDES = "M133.6,90C136.5,80 136,66 129.5,55C128,64 130.5,74 131,86Z"
_BIG_CURLS = ((100, 37), (80, 43), (120, 43), (69, 58), (131, 58))
_SMALL_CURLS = ((65, 75), (135, 75), (67, 88), (133, 88))
_FRINGE = ((82, 51), (97, 47), (112, 49), (124, 57), (72, 61))


def hair_behind(look: PortraitLook) -> str:
    """What hangs or stands behind head, neck and ears."""
    tone = HAIR[look.hair_colour]
    match look.hair:
        case "bob":
            return path(
                (
                    "M62,60C66,34 134,34 138,60C144,86 145,112 139,130"
                    "Q128,136 116,131H84Q72,136 61,130C55,112 56,86 62,60Z"
                ),
                tone.dark,
            )
        case "long":
            return path(
                (
                    "M62,60C66,34 134,34 138,60C146,92 146,132 150,172"
                    "Q128,182 114,168H86Q72,182 50,172C54,132 54,92 62,60Z"
                ),
                tone.dark,
            )
        case "bun":
            return oval(100, 27, 15.5, 13.5, tone.base) + line(
                "M90,24Q99,17 110,24", tone.light, 1.8, opacity=0.6
            )
        case "ponytail":
            return path(
                "M122,44C150,44 156,84 151,118C149,134 144,142 137,146C140,128 138,96 128,72Z", tone.dark
            ) + line("M136,58C147,78 148,104 144,126", tone.light, 1.6, opacity=0.45)
        case "curly":
            return dots(_BIG_CURLS, 16.2, tone.base) + dots(_SMALL_CURLS, 11.2, tone.base)
        case "short" if look.gender == "female":
            return path("M66,86C66,106 72,116 82,122H118C128,116 134,106 134,86Z", tone.dark)
        case _:
            return ""


def hair_before(look: PortraitLook) -> str:
    """What frames the face: crown, fringe, temples, or a cap over them."""
    tone = HAIR[look.hair_colour]
    match look.hair:
        case "short":
            return _short_woman(tone) if look.gender == "female" else _short_man(tone)
        case "bob":
            shape = (
                "M63,124C58,100 56,74 62,56C68,36 84,29 100,29C118,29 133,37 138,56C144,74 142,100 137,124"
                "Q132,125 129.5,122C132,104 133,82 127,66C114,66 100,62 "
                "91,52C86,62 77,68 72,72C67,86 68,106 70.5,122Q67,125 63,124Z"
            )
            return path(shape, tone.base) + line("M77,44C86,36 98,35 108,37", tone.light, 2, opacity=0.55)
        case "long":
            shape = (
                "M60,150C57,110 55,78 62,56C68,36 84,29 100,29C118,29 133,37 138,56C145,78 143,110 140,150"
                "Q134,152 130,146C133,118 135,86 128,70C119,66 111,58 107,47"
                "C100,60 84,66 73,70C66,86 67,118 70,146Q66,152 60,150Z"
            )
            return path(shape, tone.base) + line("M78,43C86,36 96,34 104,36", tone.light, 2, opacity=0.55)
        case "bun":
            strands = line(
                "M84,51C88,41 93,37 98,35M116,51C113,42 108,38 104,36M100,49V37",
                tone.light,
                1.5,
                opacity=0.45,
            )
            return path(_PULLED_BACK, tone.base) + strands
        case "ponytail":
            shape = (
                "M66.5,88C61,52 74,30 102,30C127,30 139,52 133.5,82C131.5,72 "
                "127,62 118,56C105,66 88,64 78,61C72,68 69,76 69.5,88Q68,92 66.5,88Z"
            )
            return path(shape, tone.base) + line("M82,46C92,38 108,37 120,46", tone.light, 1.8, opacity=0.5)
        case "curly":
            shape = path("M68,66C70,40 130,40 132,66C124,52 114,50 100,50C86,50 76,54 68,66Z", tone.base)
            curls = dots(_FRINGE, 9.3, tone.base)
            return shape + curls + _curl_lights(tone)
        case "buzz":
            shape = (
                "M67,80C62,48 77,34 100,34C123,34 138,48 133,80C132,70 130,63 "
                "126,58C120,54 112,53 100,53C88,53 80,54 74,58C70,63 68,70 67,80Z"
            )
            return path(shape, tone.base, opacity=0.88)
        case "thinning":
            return _thinning(tone)
        case "cap":
            return _cap(look, tone)
        case "bald":
            return line("M84,52Q92,46.5 102,46.5", "#fff", 3.2, opacity=0.4)


def _short_man(tone: Tone) -> str:
    shape = (
        "M66.6,88C61,62 62,33 98,29.5C133,26.5 140,56 133.4,88L130.8,84C131.2,74 129,66 125,61"
        "C112,63 94,61 82,53C78,60 71,66 69.4,84Z"
    )
    return path(shape, tone.base) + line("M86,50C92,40 106,36 121,42", tone.light, 1.9, opacity=0.5)


def _short_woman(tone: Tone) -> str:
    shape = (
        "M65,98C56,66 62,29 100,29C138,29 144,66 135,98C132,100 129.5,97 130,92C132,76 127,66 121,59"
        "C110,66 94,65 82,55C77,64 69,72 70,92C70.5,97 68,100 65,98Z"
    )
    return path(shape, tone.base) + line("M80,46C90,37 106,35 119,42", tone.light, 2, opacity=0.5)


def _curl_lights(tone: Tone) -> str:
    return line(
        "M76,48Q80,40 87,40M97,36Q104,32 110,37M120,44Q127,46 128,53M65,68Q63,61 68,57M136,68Q138,62 134,58",
        tone.light,
        1.8,
        opacity=0.6,
    )


def _thinning(tone: Tone) -> str:
    crown = (
        "M68,66C66,44 82,35.5 100,35.5C118,35.5 134,44 132,66C129,54 "
        "122,47 112,48C104,43.5 95,43.5 88,48C78,47 71,54 68,66Z"
    )
    strands = line("M80,44C88,39 96,39 103,42M98,38.5C106,38 113,41 118,45", tone.dark, 1.3, opacity=0.45)
    return path(crown, tone.base, opacity=0.62) + strands + path(both(_SIDES), tone.base)


def _cap(look: PortraitLook, tone: Tone) -> str:
    cloth = CLOTHES["beige" if look.clothes_colour in ("grey", "navy") else "grey"]
    dome = "M63,66C60,38 80,25 101,25C123,25 140,38 137,66Q100,54 63,66Z"
    visor = "M62,65Q100,50 138,65Q141,70 137,73Q100,60 63,73Q59,70 62,65Z"
    seams = line("M100,25.5V55M82,30Q78,42 79,58M118,30Q122,42 121,58", cloth.dark, 1.2, opacity=0.5)
    shade = line("M68,74Q100,64 132,74", "#000", 3, opacity=0.12)
    return path(both(_SIDES), tone.base) + shade + path(dome, cloth.base) + seams + path(visor, cloth.dark)

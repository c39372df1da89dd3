"""A customer's portrait: drawn by the project as SVG from a few traits, its face following the mood."""

import base64
import hashlib
from html import escape

from lms.portal.components.portrait.clothes import clothes
from lms.portal.components.portrait.features import (
    brow_creases,
    brows,
    colour_of_feeling,
    eye_windows,
    eyes,
    glasses,
    mouth,
    nose,
    sweat,
)
from lms.portal.components.portrait.hair import hair_before, hair_behind
from lms.portal.components.portrait.head import beard, ears, face, hearing_aid, neck, years
from lms.portal.components.portrait.look import BACKGROUND, BACKGROUND_FOR_CLOTHES, HAIR, PortraitLook
from lms.portal.components.portrait.mood import Expression, MoodFace, MoodWord, expression_of, mood_word
from lms.portal.components.portrait.strokes import line, oval, tidy

__all__ = ["MoodFace", "MoodWord", "PortraitLook", "mood_word", "portrait_image", "portrait_svg"]


# The round frame, cut close: the bust is drawn on a field 200 wide and fills this part of it.
_VIEW = "9 7 182 182"
_FRAME = '<circle cx="100" cy="98" r="89"'


def portrait_svg(look: PortraitLook, mood: MoodFace | None, *, size: int = 160, label: str) -> str:
    """Draw head and shoulders of one customer.

    The same arguments always give the same text. ``mood`` of ``None`` draws the neutral face. ``size``
    is the width and height in CSS pixels. ``label`` is the text alternative; it is escaped. The result
    stays below 6 KB plus the label.
    """
    expression = expression_of(mood)
    mark = hashlib.blake2s(f"{look}{mood}".encode(), digest_size=4).hexdigest()
    ground = BACKGROUND[look.background or BACKGROUND_FOR_CLOTHES[look.clothes_colour]]
    title = escape(label)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_VIEW}" width="{size}" height="{size}" '
        f'role="img"><title>{title}</title>'
        f'<defs><clipPath id="g{mark}">{_FRAME}/></clipPath>'
        f'<clipPath id="e{mark}"><path d="{tidy(eye_windows(expression))}"/></clipPath></defs>'
        f'{_FRAME} fill="{ground}"/>'
        f'<g clip-path="url(#g{mark})" fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f"{_bust(look, expression, eye_clip=f'e{mark}')}</g></svg>"
    )


def portrait_image(look: PortraitLook, mood: MoodFace | None, *, size: int = 160, label: str) -> str:
    """The portrait as an ``<img>`` for ``st.html``, which lets no inline SVG through."""
    data = base64.b64encode(portrait_svg(look, mood, size=size, label=label).encode()).decode()
    return (
        f'<img class="lms-portrait" width="{size}" height="{size}" alt="{escape(label)}" '
        f'src="data:image/svg+xml;base64,{data}">'
    )


def _bust(look: PortraitLook, expression: Expression, *, eye_clip: str) -> str:
    tilt = f"rotate({tidy(f'{expression.tilt:f}')} 100 140)"
    head = (
        ears(look)
        + face(look)
        + beard(look, HAIR[look.hair_colour].base)
        + colour_of_feeling(look, expression)
        + years(look)
        + brow_creases(look, expression)
        + nose(look)
        + mouth(look, expression)
        + eyes(look, expression, eye_clip)
        + hair_before(look)
        + brows(look, expression)
        + sweat(expression)
        + (hearing_aid(look) if look.hearing_aid else "")
        + glasses(look)
    )
    behind = hair_behind(look)
    return (
        (f'<g transform="{tilt}">{behind}</g>' if behind else "")
        + neck(look)
        + f'<g transform="translate(0 -7)">{clothes(look)}</g>'
        + f'<g transform="{tilt}">{head}</g>'
        + _puzzle(expression)
    )


def _puzzle(expression: Expression) -> str:
    """A small question mark beside the head of somebody who no longer follows."""
    shown = expression.puzzle
    return line("M30,52C30,43 44,43 44,52C44,58 37,58 37,65", "#4d5c69", 3.6, opacity=shown) + oval(
        37, 73, 2.4, 2.4, "#4d5c69", opacity=shown
    )

"""The seal, and the badge as a picture that carries its credential: an SVG, baked as Open Badges 3.0 says."""

from html import escape
from math import cos, pi, sin

from lms.learning.certificates.keeping import CertificateCard

DEEP, GOLD = "#0b6470", "#e9d9a8"
_BADGE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" \
viewBox="0 0 240 240" width="480" height="480" role="img" aria-label="{label}">
<openbadges:credential verify="{token}"/>
{seal}
<g fill="#fff" text-anchor="middle" font-family="'Noto Serif CJK SC','Noto Serif SC','Songti SC',SimSun,serif">
<text x="120" y="146" font-size="{size_zh}">{title_zh}</text>
<text x="120" y="167" font-size="{size_en}" opacity=".9">{title_en}</text></g>
</svg>
"""
# The product's mark, two speech bubbles, as the portal shows it.
_BUBBLES = (
    '<path d="M3 3h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H7l-4 4V4a1 1 0 0 1 0-1z"/>'
    '<path d="M19 7h2a1 1 0 0 1 1 1v14l-4-4H8v-2h10a1 1 0 0 0 1-1z"/>'
)
_ROOM = {"zh": 140, "en": 124}
"""Room for a title, in the picture's own units; the lower line has less of the circle."""


def baked(card: CertificateCard, token: str) -> str:
    """The picture with the signed credential in it."""
    return _BADGE.format(
        label=escape(f"{card.title_zh} {card.title_en}", quote=True),
        token=escape(token, quote=True),
        seal=_seal(mark_at="84 46", mark_size=3),
        title_zh=escape(card.title_zh),
        title_en=escape(card.title_en),
        size_zh=_size(card.title_zh, _ROOM["zh"], largest=22.0, width=1.0),
        size_en=_size(card.title_en, _ROOM["en"], largest=13.0, width=0.52),
    )


def seal_alone() -> str:
    """The seal without words, for a sheet that has them beside it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240">'
        f"{_seal(mark_at='51 51', mark_size=5.75)}</svg>"
    )


def _seal(*, mark_at: str, mark_size: float) -> str:
    return (
        f'<path fill="{DEEP}" d="{_scalloped()}"/>'
        f'<circle cx="120" cy="120" r="92" fill="none" stroke="{GOLD}" stroke-width="1.5"/>'
        f'<circle cx="120" cy="120" r="86" fill="none" stroke="{GOLD}" stroke-width="0.75"/>'
        f'<g fill="{GOLD}" transform="translate({mark_at}) scale({mark_size})">{_BUBBLES}</g>'
    )


def _scalloped(points: int = 48, outer: float = 112.0, inner: float = 106.0) -> str:
    """A closed path around the middle whose distance to it swings between two radii."""

    def at(radius: float, step: float) -> str:
        angle = 2 * pi * step / points
        return f"{120 + radius * cos(angle):.2f} {120 + radius * sin(angle):.2f}"

    arcs = (f"Q{at(2 * outer - inner, step + 0.5)} {at(inner, step + 1)}" for step in range(points))
    return f"M{at(inner, 0)}{''.join(arcs)}Z"


def _size(title: str, room: int, *, largest: float, width: float) -> float:
    """A size at which a title fits whose letters are ``width`` of it wide."""
    return round(min(largest, room / max(len(title) * width, 1)), 1)

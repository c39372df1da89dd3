"""The badge as a picture that carries its credential: an SVG, baked as Open Badges 3.0 says."""

from html import escape

from lms.learning.certificates.keeping import CertificateCard

_SEAL = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" \
viewBox="0 0 240 240" width="480" height="480" role="img" aria-label="{label}">
<openbadges:credential verify="{token}"/>
<path fill="#0b6470" d="{edge}"/>
<circle cx="120" cy="120" r="92" fill="none" stroke="#e9d9a8" stroke-width="1.5"/>
<circle cx="120" cy="120" r="86" fill="none" stroke="#e9d9a8" stroke-width=".75"/>
<g fill="#e9d9a8" transform="translate(84 52) scale(3)">{bubbles}</g>
<g fill="#fff" text-anchor="middle" font-family="'Noto Serif CJK SC','Noto Serif SC','Songti SC',SimSun,serif">
<text x="120" y="152" font-size="{size_zh}">{title_zh}</text>
<text x="120" y="174" font-size="{size_en}" opacity=".9">{title_en}</text></g>
</svg>
"""
BUBBLES = (
    '<path d="M3 3h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H7l-4 4V4a1 1 0 0 1 0-1z"/>'
    '<path d="M19 7h2a1 1 0 0 1 1 1v14l-4-4H8v-2h10a1 1 0 0 0 1-1z"/>'
)
_ROOM = 150
"""Room for a title, in the picture's own units."""


def baked(card: CertificateCard, token: str) -> str:
    """The picture with the signed credential in it."""
    return _SEAL.format(
        label=escape(f"{card.title_zh} {card.title_en}", quote=True),
        token=escape(token, quote=True),
        edge=_edge(),
        bubbles=BUBBLES,
        title_zh=escape(card.title_zh),
        title_en=escape(card.title_en),
        size_zh=round(min(22.0, _ROOM / max(len(card.title_zh), 1)), 1),
        size_en=round(min(13.0, _ROOM / max(len(card.title_en) * 0.52, 1)), 1),
    )


def _edge(points: int = 48, outer: float = 112.0, inner: float = 106.0) -> str:
    """A wavy edge, as a seal has one."""
    return scalloped(120.0, 120.0, outer, inner, points)


def scalloped(x: float, y: float, outer: float, inner: float, points: int) -> str:
    """A closed path around ``x, y`` whose distance to it swings between two radii."""
    from math import cos, pi, sin

    def at(radius: float, step: float) -> str:
        angle = 2 * pi * step / points
        return f"{x + radius * cos(angle):.2f} {y + radius * sin(angle):.2f}"

    arcs = (f"Q{at(2 * outer - inner, step + 0.5)} {at(inner, step + 1)}" for step in range(points))
    return f"M{at(inner, 0)}{''.join(arcs)}Z"

"""The few SVG marks a portrait is made of, written short."""

import re

_LONG_NUMBER = re.compile(r"-?\d+\.\d+")


def path(d: str, fill: str, *, opacity: float = 1.0) -> str:
    """A filled outline; nothing at all when it would be invisible."""
    return "" if opacity < 0.02 else f'<path d="{tidy(d)}" fill="{fill}"{_fade("opacity", opacity)}/>'


def line(d: str, colour: str, width: float, *, opacity: float = 1.0) -> str:
    """A stroke with round ends; nothing at all when it would be invisible."""
    if opacity < 0.02:
        return ""
    fade = _fade("opacity", opacity)
    return (
        f'<path d="{tidy(d)}" fill="none" stroke="{colour}" stroke-width="{tidy(str(width))}"'
        f' stroke-linecap="round" stroke-linejoin="round"{fade}/>'
    )


def oval(cx: float, cy: float, rx: float, ry: float, fill: str, *, opacity: float = 1.0) -> str:
    """A filled ellipse."""
    if opacity < 0.02:
        return ""
    numbers = tidy(f'cx="{cx:f}" cy="{cy:f}" rx="{rx:f}" ry="{ry:f}"')
    return f'<ellipse {numbers} fill="{fill}"{_fade("opacity", opacity)}/>'


def mirrored(marks: str) -> str:
    """The same marks on the other side of the face."""
    return f'<g transform="matrix(-1 0 0 1 200 0)">{marks}</g>' if marks else ""


def both_sides(marks: str) -> str:
    """Marks drawn for the right half (x above 100) and once more for the left."""
    return marks + mirrored(marks)


def tidy(text: str) -> str:
    """Numbers to one decimal: a portrait is at most some hundred pixels wide."""

    def short(found: re.Match[str]) -> str:
        value = round(float(found.group()), 1)
        return f"{value:g}" if value else "0"

    return _LONG_NUMBER.sub(short, text)


def _fade(name: str, opacity: float) -> str:
    return "" if opacity >= 0.995 else f' {name}="{opacity:.2f}"'

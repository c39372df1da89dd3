"""The few SVG marks a portrait is made of, written short."""

import re
from collections.abc import Iterable

_LONG_NUMBER = re.compile(r"-?\d+\.\d+")
_COMMAND = re.compile(r"([MLCQHVZ])([^MLCQHVZ]*)")
_BETWEEN = re.compile(r"[ ,]+")


def path(d: str, fill: str, *, opacity: float = 1.0) -> str:
    """A filled outline; nothing at all when it would be invisible."""
    return "" if opacity < 0.02 else f'<path d="{tidy(d)}" fill="{fill}"{_fade(opacity)}/>'


def line(d: str, colour: str, width: float, *, opacity: float = 1.0) -> str:
    """A stroke; nothing at all when it would be invisible. The whole picture sets round ends and no fill."""
    if opacity < 0.02:
        return ""
    return f'<path d="{tidy(d)}" stroke="{colour}" stroke-width="{width:g}"{_fade(opacity)}/>'


def oval(cx: float, cy: float, rx: float, ry: float, fill: str, *, opacity: float = 1.0) -> str:
    """A filled ellipse."""
    if opacity < 0.02:
        return ""
    if rx == ry:
        numbers = tidy(f'cx="{cx:f}" cy="{cy:f}" r="{rx:f}"')
        return f'<circle {numbers} fill="{fill}"{_fade(opacity)}/>'
    numbers = tidy(f'cx="{cx:f}" cy="{cy:f}" rx="{rx:f}" ry="{ry:f}"')
    return f'<ellipse {numbers} fill="{fill}"{_fade(opacity)}/>'


def dots(centres: Iterable[tuple[float, float]], radius: float, colour: str) -> str:
    """Discs of one size: strokes without length, whose round ends are all there is to see."""
    return line("".join(f"M{x:f},{y:f}h0" for x, y in centres), colour, 2 * radius)


def both(d: str) -> str:
    """An outline drawn for one half of the picture, and its mirror image in the other half.

    ``d`` holds the absolute commands M, L, C, Q, H, V and Z alone.
    """
    return d + _COMMAND.sub(_reflected, d)


def both_ovals(cx: float, cy: float, rx: float, ry: float, fill: str, *, opacity: float = 1.0) -> str:
    """The same ellipse in both halves."""
    return oval(cx, cy, rx, ry, fill, opacity=opacity) + oval(200 - cx, cy, rx, ry, fill, opacity=opacity)


def tidy(text: str) -> str:
    """Numbers to one decimal: a portrait is at most some hundred pixels wide."""

    def short(found: re.Match[str]) -> str:
        value = round(float(found.group()), 1)
        return f"{value:g}" if value else "0"

    return _LONG_NUMBER.sub(short, text)


def _fade(opacity: float) -> str:
    if opacity >= 0.995:
        return ""
    share = f"{opacity:.2f}".strip("0")
    return f' opacity="{share}"'


def _reflected(found: re.Match[str]) -> str:
    command, numbers = found.groups()
    if command in "VZ":
        return found.group()
    values = [float(number) for number in _BETWEEN.split(numbers.strip(" ,"))]
    step = 1 if command == "H" else 2
    return command + ",".join(f"{value if i % step else 200 - value:f}" for i, value in enumerate(values))

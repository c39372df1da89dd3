"""The look of the portal: shipped settings are known and safe, colours can be read and told apart."""

import itertools
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import config as streamlit_config

from lms.portal.components.charts_theme import COLOUR_SLOTS
from lms.portal.components.theme import CARD, FACE, QUIET, STAGE, page_css

SHIPPED = tomllib.loads(
    (Path(__file__).parents[5] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
MODES = ["light", "dark"]

# How three kinds of colour blindness mix linear red, green and blue: Machado, Oliveira and Fernandes (2009),
# severity 1.0.
_BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def test_streamlit_knows_every_setting_that_is_shipped() -> None:
    streamlit_config.get_config_options()
    assert set(_keys(SHIPPED)) <= set(streamlit_config._config_options_template)


def test_the_shipped_settings_are_closed_and_quiet() -> None:
    assert SHIPPED["server"]["address"] == "127.0.0.1"
    assert SHIPPED["server"]["enableXsrfProtection"] is True
    assert SHIPPED["server"]["enableAgentApi"] is False
    assert SHIPPED["client"]["showErrorDetails"] == "none"
    assert SHIPPED["browser"]["gatherUsageStats"] is False
    assert SHIPPED["runner"]["postScriptGC"] is False


def test_no_font_is_fetched_from_the_web() -> None:
    assert "http" not in SHIPPED["theme"]["font"] and "fontFaces" not in SHIPPED["theme"]


@pytest.mark.parametrize("mode", MODES)
def test_text_links_and_labels_can_be_read(mode: str) -> None:
    theme = SHIPPED["theme"][mode]
    ground = theme["backgroundColor"]
    assert _contrast(theme["textColor"], ground) >= 7
    assert _contrast(theme["linkColor"], ground) >= 4.5
    assert _contrast("#ffffff", theme["primaryColor"]) >= 4.5
    assert _contrast(theme["primaryColor"], ground) >= 3
    assert all(_contrast(colour, ground) >= 4.5 for colour in theme["chartCategoricalColors"])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("blindness", _BLINDNESS)
def test_the_four_feelings_can_be_told_apart_with_any_colour_vision(mode: str, blindness: str) -> None:
    seen = [_seen(colour, blindness) for colour in SHIPPED["theme"][mode]["chartCategoricalColors"][:4]]
    assert all(math.dist(one, other) > 12 for one, other in itertools.combinations(seen, 2))


def test_there_is_a_colour_for_every_slot() -> None:
    assert all(len(SHIPPED["theme"][mode]["chartCategoricalColors"]) >= len(COLOUR_SLOTS) for mode in MODES)


def test_large_text_enlarges_everything_by_a_quarter() -> None:
    assert "125%" in page_css(large_text=True)
    assert "125%" not in page_css()


def test_the_style_sheet_is_one_style_element_for_the_keys_it_names() -> None:
    css = page_css(large_text=True)
    assert css.startswith("<style>") and css.endswith("</style>") and css.count("<") == 2
    assert all(f"st-key-{key}" in css for key in (STAGE, CARD, QUIET, FACE))
    assert css.count("{") == css.count("}")


def _keys(table: dict[str, Any], prefix: str = "") -> list[str]:
    return [
        key
        for name, value in table.items()
        for key in (_keys(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name])
    ]


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, 1 to 21."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (_linear(one), _linear(other))
    )
    return (light + 0.05) / (dark + 0.05)


def _seen(colour: str, blindness: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody with this vision sees it."""
    mixed = [
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, _linear(colour), strict=True))))
        for row in _BLINDNESS[blindness]
    ]
    red, green, blue = mixed
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)

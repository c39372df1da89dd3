"""The product's mark and name. Drawn here: a named icon would be fetched from the web."""

from html import escape

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.faces import portrait_html
from lms.portal.house import house

# Two speech bubbles.
_BUBBLES = (
    '<path d="M3 3h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H7l-4 4V4a1 1 0 0 1 0-1z"/>'
    '<path d="M19 7h2a1 1 0 0 1 1 1v14l-4-4H8v-2h10a1 1 0 0 0 1-1z"/>'
)
ICON = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#0b6470">{_BUBBLES}</svg>'
# It is shown as a picture of its own, so it has to follow light and dark, and choose its letters, by itself.
_NAMED = """<svg xmlns="http://www.w3.org/2000/svg" width="%(width)d" height="28" viewBox="0 0 %(width)d 28">
<style>g, text {fill: #0b6470; font: 600 17px -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei',
'Noto Sans CJK SC', sans-serif}
@media (prefers-color-scheme: dark) {g, text {fill: #6cc5cc}}</style>
<g transform="translate(0 2)">%(bubbles)s</g><text x="33" y="20">%(name)s</text></svg>"""
_FACES = 5
_FACE_SIZE = 68


def brand(tr: Translator) -> None:
    """Put mark and name above the navigation, or in the corner of a page without one."""
    name = tr.gettext("Customer rehearsal")
    # Measured by eye: a Chinese sign is as wide as the letters are high, a Latin letter about half of it.
    width = 36 + sum(17 if ord(sign) > 0x2E7F else 10 for sign in name)
    st.logo(_NAMED % {"width": width, "bubbles": _BUBBLES, "name": escape(name)}, size="large")


def customers_in_a_row(tr: Translator) -> None:
    """A few of the customers one can meet, side by side; for the eye alone, so a screen reader passes over them."""
    cards = house().catalogue.scenario_cards(tr.locale)
    looks = {card.portrait: card.customer for card in reversed(cards)}
    faces = [portrait_html(tr, look, name, size=_FACE_SIZE) for look, name in list(looks.items())[:_FACES]]
    if faces:
        st.html(f'<div class="lms-row" aria-hidden="true">{"".join(faces)}</div>')

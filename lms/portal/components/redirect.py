"""What the browser itself must be told: to go to another address, to keep a cookie, which language it reads."""

import json
from urllib.parse import urlencode

import streamlit as st

from lms.portal.links import site_path

# Streamlit lays the menu over the page below this width and leaves it there.
_CLOSE_MENU = """
if (!window.lmsMenu) document.addEventListener("click", (event) => {
  if (innerWidth >= 768 || !event.target.closest('[data-testid="stSidebarNavLink"]')) return;
  setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 150);
});
window.lmsMenu = true;
"""


# When the page's own style is there; the next page that is opened knows it.
_LETTERS = """
setTimeout(() => {
  const told = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) / 0.16);
  // On a telephone larger ones would leave no room for the bars; the table beside the chart grows as the page does.
  const size = innerWidth < 640 ? Math.min(told, 140) : told;
  document.cookie = `%(name)s=${size}; path=%(path)s; max-age=31536000; samesite=lax`;
}, 500);
"""


def leave_for(path: str, **parameters: str) -> None:
    """Load ``path`` of this portal in place of the page.

    Args:
        path: begins with a slash.
        parameters: become the query; they are encoded, so nothing in them can end the script.
    """
    query = f"?{urlencode(parameters)}" if parameters else ""
    target = json.dumps(f"{site_path()}{path}{query}").replace("<", "\\u003c")
    st.html(f"<script>window.location.replace({target})</script>", unsafe_allow_javascript=True)


def speak(locale: str) -> None:
    """Tell the browser which language the page is in: Streamlit calls every page English, and is read out so."""
    st.html(
        f"<script>document.documentElement.lang = {json.dumps(locale)}</script>", unsafe_allow_javascript=True
    )


def tell_letters(name: str) -> None:
    """Have the browser tell by a cookie how large its letters are: a chart's are drawn to match."""
    script = _LETTERS % {"name": name, "path": site_path() or "/"}
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def close_menu_once_chosen() -> None:
    """Have the menu of a small window make way for the page that was chosen in it."""
    st.html(f"<script>{_CLOSE_MENU}</script>", unsafe_allow_javascript=True)


def remember_in_browser(name: str, value: str, *, seconds: int = 31_536_000) -> None:
    """Keep a preference of this browser, for a year; ``name`` and ``value`` are words of our own."""
    cookie = json.dumps(f"{name}={value}; path={site_path() or '/'}; max-age={seconds}; samesite=lax")
    st.html(f"<script>document.cookie = {cookie}</script>", unsafe_allow_javascript=True)

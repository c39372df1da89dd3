"""A tab whose server went away and came back: it is drawn anew, and takes no words before it is.

Left alone, Streamlit keeps the old page, and throws away a reply to a part of it that the new server has not drawn.
"""

import streamlit as st

_A_DAY_S = 24 * 3600

GUARD = """<script>(() => {
const app = document.querySelector(".stApp");
let drawn = false, gone = false;
const look = () => {
  gone = gone || app.dataset.testConnectionState !== "CONNECTED";
  drawn = drawn || app.dataset.testScriptState === "notRunning";
  const foot = document.querySelector(".st-key-foot");
  if (foot) foot.inert = gone || !drawn;
};
if (window.lmsGuard) window.lmsGuard.disconnect();
window.lmsGuard = new MutationObserver(look);
window.lmsGuard.observe(app, {attributes: true});
look();
})()</script>"""
"""Shuts the foot of the conversation when the connection is lost; the copy that comes with the page drawn anew opens it
when the page is whole. What stands in the input stays there."""


def draw_anew_when_back() -> None:
    """Have the page drawn anew after its connection was lost: Streamlit does so where something runs by the clock."""
    st.fragment(_nothing, run_every=_A_DAY_S)()


def _nothing() -> None:
    """Nothing is to be drawn."""

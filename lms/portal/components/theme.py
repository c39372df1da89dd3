"""The few rules of our own style sheet: what Streamlit's theme has no setting for.

All of it is fixed text; nothing that anybody typed or wrote in a scenario ever comes in here. The shell puts
it on the page once with ``st.html(page_css(large_text=…))``. Streamlit gives each keyed container the class
``st-key-<key>``: the keys named in ``STAGE``, ``CARD`` and ``QUIET`` below are meant as beginnings, so that
``st.container(key=f"{CARD}-{slug}")`` gets the style and stays unique.
"""

STAGE = "stage"
"""Key prefix of a stage direction in a conversation: «凑近，手扶着耳朵»."""
CARD = "card"
"""Key prefix of a card one may choose, such as a scenario in the gallery."""
QUIET = "quiet"
"""Key prefix of text that steps back: a source, a time, a footnote."""
FACE = "face"
"""Key prefix of the container that holds a customer's portrait in a conversation."""

# A reader who has set larger letters in the browser gets them: Streamlit would hold its own 16 pixels against it.
_BASE = """
:where(html) {font-size: 100% !important;}
:lang(zh) {line-break: strict;}
.stApp {line-height: 1.65; text-rendering: optimizeLegibility;}
.stMainBlockContainer {max-width: 60rem; padding-top: 3.5rem; padding-bottom: 4rem;}
.stApp p, .stApp li {text-wrap: pretty;}
.stApp h1, .stApp h2, .stApp h3 {text-wrap: balance; letter-spacing: 0;}
[class*="st-key-stage"] :is(p, [data-testid="stText"]) {font-style: normal; font-size: .92rem; opacity: .78;
  border-inline-start: 2px solid currentColor; padding-inline-start: .7rem;}
[class*="st-key-quiet"] :is(p, [data-testid="stText"]) {font-size: .88rem; opacity: .75;}
[class*="st-key-card"] {border: 1px solid color-mix(in srgb, currentColor 14%, transparent);
  border-radius: .875rem; padding: 1.1rem 1.2rem; transition: border-color .15s ease;}
[class*="st-key-card"]:hover, [class*="st-key-card"]:focus-within {
  border-color: color-mix(in srgb, currentColor 38%, transparent);}
[class*="st-key-card"] [class*="st-key-card"] {border: 0; padding: 0;}
.lms-portrait {display: block; max-width: 100%; height: auto;}
[class*="st-key-face"] .lms-portrait {margin-inline: auto;}
.stApp :focus-visible {outline-offset: 2px;}
@media (max-width: 640px) {
  /* The header lies over the page here: one that begins with the way back begins below it. */
  .stMainBlockContainer {padding: 4.25rem 1rem 5rem;}
  .stApp h1 {font-size: 1.5rem;}
  .stApp h2 {font-size: 1.25rem;}
  .stApp button {min-height: 2.75rem;}
  .stApp textarea, .stApp input {font-size: max(16px, 1rem);}
  [class*="st-key-face"] .lms-portrait {width: 96px; height: 96px;}
  [class*="st-key-card"] {padding: .9rem 1rem;}
}
@media (prefers-reduced-motion: reduce) {
  .stApp *, .stApp *::before, .stApp *::after {
    transition: none !important; animation-duration: .01ms !important;}
}
@media print {
  .stSidebar, .stAppHeader, .stBottom, .stButton {display: none !important;}
}
"""

# Everything on the page is measured in rem, so this one rule enlarges text, fields and buttons together.
_LARGE = "html {font-size: 125% !important;}"


def page_css(*, large_text: bool = False) -> str:
    """The style element for the whole portal; with ``large_text`` all text is a quarter larger."""
    return f"<style>{_BASE}{_LARGE if large_text else ''}</style>"

"""Style of our own layouts: the gallery's grid, the conversation, findings. Fixed text, like the theme's.

Each rule hangs on the key of a container; ``BUBBLE`` and ``MINE`` are beginnings of such keys.
"""

BUBBLE = "theirs"
"""Key prefix of what the customer says."""
DIRECTED = f"{BUBBLE}-directed"
"""Key prefix of what the customer says after a stage direction, which is the first text in it."""
MINE = "mine"
"""Key prefix of what the trainee says."""
ACTION = "action"
"""Key prefix of the container of a page's one primary button: it stays in view however long the page."""

# The page's own colours, which Streamlit keeps to itself; .streamlit/config.toml has them.
_ACCENT, GROUND, _TEXT = (
    "light-dark(#0b6470, #6cc5cc)",
    "light-dark(#ffffff, #12181b)",
    "light-dark(#23303a, #e6ebec)",
)
_TINT = f"color-mix(in srgb, {_ACCENT} 13%, transparent)"
_LINE = "color-mix(in srgb, currentColor 14%, transparent)"

# Streamlit writes its own English into a field, over what was typed: that Enter sends it, how long it may be. So it
# does on the buttons over a chart; what they offer, the data in rows, stands below as a table.
CSS = f"""<style>
[data-testid="InputInstructions"], [data-testid="stElementToolbar"] {{display: none;}}
.stApp [data-testid="stText"] {{font-family: inherit; overflow-wrap: anywhere;}}
[class*="st-key-grid"] {{display: grid !important; gap: 1rem !important;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));}}
[class*="st-key-grid"] > *, [class*="st-key-grid"] [class*="st-key-card"] {{height: 100%; min-width: 0;}}
[class*="st-key-head-"] a {{padding: 0; background: none; position: static;}}
[class*="st-key-card-"] {{position: relative;}}
[class*="st-key-head-"] a::after {{content: ""; position: absolute; inset: 0; border-radius: .875rem;}}
:is([class*="st-key-card-"] [class*="st-key-quiet-"], .st-key-quiet-brief, .st-key-quiet-next)
  [data-testid="stText"] span {{word-break: keep-all;}}
[class*="st-key-head-"] a p {{font-size: 1.05rem; line-height: 1.35; white-space: normal;}}

[class*="st-key-{MINE}"], [class*="st-key-{BUBBLE}"] {{width: fit-content; max-width: min(88%, 36rem);
  padding: .6rem .9rem; border-radius: 1rem; gap: .35rem !important;}}
[class*="st-key-{MINE}"] {{margin-inline-start: auto; background: {_TINT}; border-end-end-radius: .3rem;}}
[class*="st-key-{BUBBLE}"] {{border: 1px solid {_LINE}; border-end-start-radius: .3rem;}}
[class*="st-key-{MINE}"] [data-testid="stText"], [class*="st-key-{BUBBLE}"] [data-testid="stText"] {{
  unicode-bidi: plaintext; text-align: start;}}


[data-testid="stLayoutWrapper"]:has(> [class*="st-key-{ACTION}"]) {{position: sticky; bottom: 0; z-index: 5;
  background: {GROUND}; padding-block: .6rem;}}
[data-testid="stLayoutWrapper"]:has(> .st-key-{ACTION}-begin) {{border-top: 1px solid {_LINE}; padding-top: .8rem;}}
[data-testid="stLayoutWrapper"]:has(> .st-key-sign-in) {{align-self: center; max-width: 100%;}}
.stMainBlockContainer:has(.st-key-sign-in) {{padding-top: 5rem;}}
.st-key-hero {{background: color-mix(in srgb, {_ACCENT} 7%, transparent); border-radius: 1rem; padding: 1.5rem;}}
.st-key-hero-second {{border: 1px solid {_LINE}; border-radius: 1rem; padding: 1.25rem 1.5rem;}}
.lms-row {{display: flex; padding-block: .75rem .25rem;}}
.lms-row .lms-portrait {{border-radius: 50%; box-shadow: 0 0 0 4px {GROUND};}}
.lms-row .lms-portrait + .lms-portrait {{margin-inline-start: -.75rem;}}
.stApp:lang(en) {{font-variant-east-asian: proportional-width;}}
.st-key-known [data-testid="stText"] {{position: relative; padding-inline-start: 1.1rem; white-space: normal;}}
.st-key-known [data-testid="stText"]::before {{content: "–"; position: absolute; inset: 0 auto auto 0;}}
[data-variant="segmented_control"][data-selected="true"] * {{color: {_TEXT} !important;}}
[class*="st-key-finding-"] [data-testid="stText"] {{font-weight: 600; text-wrap: pretty;}}
.st-key-bar {{border-bottom: 1px solid {_LINE}; padding-bottom: .5rem;}}
.lms-clock {{font-variant-numeric: tabular-nums; font-size: 1.15rem; white-space: nowrap;}}
.lms-late {{font-weight: 700; border-bottom: 2px solid currentColor;}}
.st-key-scene {{display: grid !important; grid-template-columns: 11rem minmax(0, 1fr); gap: 1.5rem !important;
  align-items: start;}}
.st-key-scene > :last-child {{order: -1;}}
.st-key-scene [data-stale="true"] {{opacity: 1 !important;}}
.lms-who {{display: grid; gap: .6rem;}}
.lms-who > div {{display: grid; line-height: 1.55;}}
.lms-who small {{font-size: .88rem; opacity: .75;}}
.lms-log {{display: flex; flex-direction: column; align-items: flex-start; gap: 1rem;}}
.lms-log > div {{display: grid; gap: .35rem;}}
.lms-log p {{margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start;}}
.lms-direction, [class*="st-key-{DIRECTED}"] > [data-testid="stElementContainer"]:first-child [data-testid="stText"] {{
  font-size: .92rem; opacity: .78; border-inline-start: 2px solid currentColor; padding-inline-start: .7rem;}}
[data-testid="stLayoutWrapper"]:has(> .st-key-talk) {{height: max(24rem, calc(100dvh - 11rem));}}
.stMainBlockContainer:has(.st-key-scene) {{padding-bottom: .5rem;}}
.st-key-talk {{min-height: 0; flex-wrap: nowrap !important;}}
.st-key-talk > [data-testid="stLayoutWrapper"]:has(> .st-key-transcript) {{flex: 1 1 0; min-height: 0;}}
.st-key-transcript {{min-height: 0; height: auto !important; border: 0; padding: .25rem;}}
.st-key-hint, [class*="st-key-notice"] {{border-inline-start: 3px solid {_ACCENT};
  padding-inline-start: .8rem;}}
.st-key-talk:has(.st-key-curtain) [data-testid="stLayoutWrapper"]:has(> .st-key-foot) {{display: none;}}
.stApp[data-test-script-state="running"] .st-key-tools {{pointer-events: none;}}

/* Beside the name there is room for the button that opens the menu, however large the letters. */
[data-testid="stHeaderLogo"] {{max-width: 60vw; object-fit: contain; object-position: left;}}
/* A phone with its text doubled: what stays in view at the bottom leaves room for what is read above it. */
.stMainBlockContainer:has(.st-key-{ACTION}-begin, .st-key-{ACTION}-on, .st-key-scene) {{
  container: narrow / inline-size;}}
@container narrow (max-width: 15em) {{
  [data-testid="stLayoutWrapper"]:has(> :is(.st-key-{ACTION}-begin, .st-key-{ACTION}-on)) {{position: static;}}
  .st-key-bar {{flex-wrap: wrap !important; gap: 0 !important;}}
  .st-key-bar h3 {{font-size: 1.1rem; padding-block: 0;}}
  .st-key-face {{display: none;}}
  .st-key-foot, .st-key-tools {{gap: .25rem !important;}}
  .st-key-tools button {{min-height: 1.75rem; padding: 0 .25rem;}}
  [data-testid="stLayoutWrapper"]:has(> .st-key-talk) {{height: max(14rem, calc(100dvh - 10rem));}}
}}
@media (max-width: 640px) {{
  .stMainBlockContainer:has(.st-key-scene) {{padding-top: 3.25rem;}}
  .st-key-hero, .st-key-hero-second {{padding: 1rem;}}
  .st-key-scene {{grid-template-columns: minmax(0, 1fr); gap: .5rem !important;}}
  .lms-who {{grid-template-columns: auto 1fr; align-items: center;}}
  .lms-who .lms-portrait {{width: 64px; height: 64px;}}
  [data-testid="stLayoutWrapper"]:has(> .st-key-talk) {{height: max(20rem, calc(100dvh - 15.5rem));}}
  [class*="st-key-face"], [class*="st-key-face"] > * {{width: 96px !important;}}
  .st-key-brief-head {{gap: .75rem !important;}}
  .st-key-whom {{gap: .75rem !important;}}
  :is(.st-key-face-brief, .st-key-face-next) .lms-portrait, :is(.st-key-face-brief, .st-key-face-next),
  :is(.st-key-face-brief, .st-key-face-next) > * {{
    width: 72px !important; height: auto !important;}}
}}
</style>"""

"""Style of our own layouts: the gallery's grid, the conversation, findings. Fixed text, like the theme's.

Each rule hangs on the key of a container; ``BUBBLE`` and ``MINE`` are beginnings of such keys.
"""

BUBBLE = "theirs"
"""Key prefix of what the customer says."""
MINE = "mine"
"""Key prefix of what the trainee says."""
ACTION = "action"
"""Key prefix of the container of a page's one primary button: on a telephone it stays in view."""

_TINT = "color-mix(in srgb, var(--st-primary-color, #0b6470) 13%, transparent)"
_LINE = "color-mix(in srgb, currentColor 14%, transparent)"

CSS = f"""<style>
.stApp [data-testid="stText"] {{font-family: inherit; overflow-wrap: anywhere;}}
[class*="st-key-grid"] {{display: grid !important; gap: 1rem !important;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));}}
[class*="st-key-grid"] > *, [class*="st-key-grid"] [class*="st-key-card"] {{height: 100%; min-width: 0;}}
[class*="st-key-head-"] a {{padding: 0; background: none;}}
[class*="st-key-head-"] a p {{font-size: 1.05rem; line-height: 1.35; white-space: normal;}}

[class*="st-key-{MINE}"], [class*="st-key-{BUBBLE}"] {{width: fit-content; max-width: min(88%, 36rem);
  padding: .6rem .9rem; border-radius: 1rem; gap: .35rem !important;}}
[class*="st-key-{MINE}"] {{margin-inline-start: auto; background: {_TINT}; border-end-end-radius: .3rem;}}
[class*="st-key-{BUBBLE}"] {{border: 1px solid {_LINE}; border-end-start-radius: .3rem;}}
[class*="st-key-{MINE}"] [data-testid="stText"], [class*="st-key-{BUBBLE}"] [data-testid="stText"] {{
  unicode-bidi: plaintext; text-align: start;}}

.st-key-transcript {{height: max(15rem, calc(100dvh - 17.5rem)) !important; border: 0; padding: .25rem;}}
.st-key-who {{gap: .5rem !important;}}

@media (max-width: 640px) {{
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-{ACTION}"]) {{position: sticky; bottom: 0; z-index: 5;
    background: var(--st-background-color, Canvas); padding-block: .6rem;}}
}}
</style>"""

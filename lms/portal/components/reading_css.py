"""Style of the pages that are read: lists of entries, better words, notes under what was said.

Each rule hangs on the key of a container, as in ``page_css``; the names below are beginnings of such keys.
"""

ENTRY = "entry"
"""Key prefix of a line of a list that leads somewhere as a whole: its link covers it."""
BETTER = "better"
"""Key prefix of words one could really say."""
NOTES = "notes"
"""Key prefix of what is noted under the trainee's own words; it stands on their side."""
ASIDE = "aside"
"""Key prefix of what is folded away: no box around it until it is opened."""
WAY = "way"
"""Key prefix of a link that stands in running text, without a button's margin."""

_ACCENT = "light-dark(#0b6470, #6cc5cc)"
_TINT = f"color-mix(in srgb, {_ACCENT} 7%, transparent)"
_LINE = "color-mix(in srgb, currentColor 14%, transparent)"

READING_CSS = f"""<style>
[class*="st-key-{ENTRY}-"] {{position: relative; padding: .75rem .25rem; border-bottom: 1px solid {_LINE};}}
[class*="st-key-{ENTRY}-"]:has(a):is(:hover, :focus-within) {{background: {_TINT};}}
[class*="st-key-{ENTRY}-"] a {{padding: 0; background: none; position: static;}}
[class*="st-key-{ENTRY}-"] a::after {{content: ""; position: absolute; inset: 0; cursor: pointer;}}
[class*="st-key-{ENTRY}-"] a p {{font-size: 1rem; line-height: 1.5; white-space: normal;}}
[class*="st-key-{ENTRY}-"]:has(a) {{padding-inline-end: 1.75rem;}}
[class*="st-key-{ENTRY}-"]:has(a)::after {{content: "›"; position: absolute; inset: 50% .5rem auto auto;
  translate: 0 -50%; opacity: .6; font-size: 1.25rem;}}
[class*="st-key-list-"] {{gap: 0 !important;}}
.stApp [class*="st-key-{BETTER}-"] {{background: {_TINT}; border-inline-start: 3px solid {_ACCENT};
  padding: .6rem .9rem; border-radius: .3rem;}}
[class*="st-key-{BETTER}-"] [data-testid="stText"] {{font-weight: 500;}}
[class*="st-key-{NOTES}-"] {{max-width: min(88%, 36rem); margin-inline-start: auto; align-items: flex-end;
  margin-top: -.5rem;}}
[class*="st-key-{NOTES}-"] > *, [class*="st-key-quiet-{NOTES}-"] {{width: fit-content;}}
[class*="st-key-{ASIDE}-"] details {{border: 0;}}
[class*="st-key-{ASIDE}-"] summary {{padding-inline: 0; width: fit-content; font-size: .92rem;}}
[class*="st-key-{ASIDE}-"] [data-testid="stExpanderDetails"] {{padding-inline: 0;}}
[class*="st-key-{WAY}-"] a {{padding-inline: 0; background: none; text-decoration: underline;
  text-underline-offset: .2em;}}
.st-key-sheet {{display: grid !important; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2rem !important;
  align-items: start;}}
.st-key-sheet > [data-testid="stLayoutWrapper"]:has(> .st-key-sheet-said) {{position: sticky; top: 4rem;
  max-height: calc(100dvh - 5rem); overflow-y: auto;}}
.st-key-sheet [class*="st-key-question-"] label p {{font-size: 1rem;}}
@media (max-width: 640px) {{
  .st-key-sheet {{grid-template-columns: minmax(0, 1fr);}}
  .st-key-sheet > [data-testid="stLayoutWrapper"]:has(> .st-key-sheet-said) {{position: static; max-height: none;}}
  [class*="st-key-{NOTES}-"], .stApp [class*="st-key-mine"], .stApp [class*="st-key-theirs"] {{max-width: 92%;}}
  .st-key-outcome {{align-items: flex-start !important; gap: .75rem !important; margin-top: 1rem;}}
  .st-key-outcome .lms-portrait {{width: 72px !important; height: 72px !important;}}
  .st-key-outcome [class*="st-key-face"], .st-key-outcome [class*="st-key-face"] > * {{width: 72px !important;}}
}}
</style>"""

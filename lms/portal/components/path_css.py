"""Style of a learner's path and of a lesson: stations on a line, words to say beside words better left.

Each rule hangs on the key of a container, as in ``page_css``; the names below are beginnings of such keys.
"""

from lms.portal.components.page_css import GROUND

STATION = "station"
"""Key prefix of a course on the path; its state stands in the key: ``station-done-…``."""
RATHER = "rather"
"""Key prefix of words that are better left unsaid."""
CASE = "told"
"""Key prefix of a case as somebody tells it."""

_ACCENT = "light-dark(#0b6470, #6cc5cc)"
_TINT = f"color-mix(in srgb, {_ACCENT} 7%, transparent)"
_LINE = "color-mix(in srgb, currentColor 22%, transparent)"

PATH_CSS = f"""<style>
[class*="st-key-trail-"] {{gap: 0 !important;}}
[class*="st-key-{STATION}-"] {{position: relative; padding: .55rem 0 .9rem 2.5rem; gap: .15rem !important;}}
[class*="st-key-{STATION}-"]::before {{content: ""; position: absolute; inset: 0 auto 0 .8rem; width: 2px;
  background: {_LINE};}}
[class*="st-key-{STATION}-"]::after {{content: ""; position: absolute; left: .1rem; top: .75rem; width: 1.3rem;
  height: 1.3rem; border-radius: 50%; border: 2px solid {_ACCENT}; background: {GROUND}; color: {_ACCENT};
  display: grid; place-items: center; font-size: .85rem; font-weight: 700; line-height: 1; box-sizing: content-box;}}
[class*="st-key-{STATION}-done-"]::before {{background: {_ACCENT};}}
[class*="st-key-{STATION}-done-"]::after {{content: "✓"; background: {_ACCENT}; color: {GROUND};}}
[class*="st-key-{STATION}-waived-"]::after {{content: "–"; border-style: dashed;}}
[class*="st-key-{STATION}-next-"]::after {{content: "➜"; font-size: .75rem; box-shadow: 0 0 0 5px {_TINT};}}
[class*="st-key-{STATION}-blocked-"]::after {{content: ""; border-color: {_LINE}; border-style: dashed;}}
[class*="st-key-{STATION}-late-"]::after {{content: "!";}}
[class*="st-key-trail-"] > :last-child [class*="st-key-{STATION}-"]::before {{bottom: auto; height: 1.2rem;}}
[class*="st-key-{STATION}-"] a {{padding: 0; background: none;}}
[class*="st-key-{STATION}-"] a p {{font-size: 1.02rem; font-weight: 600; white-space: normal;}}
.stApp [class*="st-key-{CASE}-"] {{border-inline-start: 3px solid {_LINE}; padding: .1rem 0 .1rem 1rem;}}
[class*="st-key-{CASE}-"] [data-testid="stText"] {{line-height: 1.75;}}
.stApp [class*="st-key-{RATHER}-"] {{border: 1px dashed {_LINE}; padding: .6rem .9rem; border-radius: .3rem;}}
[class*="st-key-lesson-body"] {{max-width: 42rem;}}
[class*="st-key-lesson-body"] p, [class*="st-key-lesson-body"] li {{line-height: 1.8;}}
[class*="st-key-lesson-body"] [data-testid="stHeaderActionElements"] {{display: none;}}
[class*="st-key-lesson-body"] table {{font-size: .95rem;}}
/* A phone with its text doubled has no room for columns: a row's cells stand one below the other. */
[class*="st-key-lesson-body"] {{container: lesson / inline-size;}}
@container lesson (max-width: 15em) {{
  .stApp table :is(thead, tbody, tr, th, td) {{display: block; border: 0; padding: 0 0 .3rem; overflow-wrap: anywhere;}}
  .stApp table tr {{border-block-end: 1px solid {_LINE}; padding-block: .5rem;}}
  .st-key-action-lesson {{flex-wrap: nowrap !important; gap: .5rem !important;}}
  .st-key-action-lesson > * {{flex: 1 1 0 !important; min-width: 0;}}
  .st-key-action-lesson button {{width: 100%; padding-inline: .25rem;}}
  .st-key-action-lesson kbd {{display: none;}}
}}
[class*="st-key-quiz-body"] {{max-width: 42rem;}}
[class*="st-key-quiz-body"] label p {{font-size: 1rem; line-height: 1.6;}}
[class*="st-key-order-"] button {{justify-content: flex-start; text-align: start;}}
</style>"""

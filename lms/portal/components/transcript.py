"""The conversation so far as one element: forty turns cost no more messages to the browser than one.

What was said goes to the browser as data and becomes text there (``textContent``): nothing in it is ever read as
HTML, Markdown or LaTeX. Only turns that are not there yet are added, and a screen reader says them.
"""

from collections.abc import Sequence

import streamlit as st

from lms.portal.components.bubbles import parts
from lms.portal.components.page_css import BUBBLE, DIRECTED, MINE
from lms.practice.views import TurnView
from scenarios.conversation import SILENCE

_JS = """
export default function ({ parentElement, data }) {
  const log = parentElement.querySelector(".lms-log"), [of, turns] = data;
  if (log.dataset.of !== of || log.childElementCount > turns.length) log.replaceChildren();
  log.dataset.of = of;
  for (const [kind, seq, direction, words] of turns.slice(log.childElementCount)) {
    const bubble = document.createElement("div");
    bubble.className = `st-key-${kind}-${seq}`;
    for (const [name, text] of [["lms-direction", direction], ["lms-words", words]]) {
      if (!text) continue;
      const line = document.createElement("p");
      line.className = name;
      line.textContent = text;
      bubble.append(line);
    }
    log.append(bubble);
  }
  const pane = parentElement.closest(".st-key-transcript");
  if (pane) pane.scrollTop = pane.scrollHeight;
}
"""

_draw = st.components.v2.component(
    "lms_transcript", html='<div class="lms-log" role="log"></div>', js=_JS, isolate_styles=False
)


def transcript(attempt_id: str, turns: Sequence[TurnView]) -> None:
    """Draw what was said in an attempt."""
    # A list: a mapping would be searched for data frames at every turn.
    _draw(key=f"said-{attempt_id}", data=[attempt_id, [as_drawn(turn) for turn in turns]])


def as_drawn(turn: TurnView) -> tuple[str, int, str, str]:
    """Key prefix, place, stage direction and words."""
    if turn.speaker == "trainee":
        silent = turn.text in SILENCE.values()
        return MINE, turn.seq, *(parts(turn.text) if silent else ("", turn.text))
    direction, words = parts(turn.text)
    return (DIRECTED if direction else BUBBLE), turn.seq, direction, words
